// How large a message may be, over either transport.

/** In bytes: a file of 10 MB as data takes four thirds of that, and what stands around it. */
export const largestMessage = 16 * 1024 * 1024;
