// Who asks, as others on the network read it.
import about from '../../../package.json' with { type: 'json' };

export const userAgent = `${about.name}/${about.version}`;
