// Whether one address lies at or below another.
import { type Address, printStep } from '../address.ts';

export const isBelow = (address: Address, above: Address): boolean =>
  above.every((step, index) => {
    const own = address[index];
    return own !== undefined && printStep(own) === printStep(step);
  });
