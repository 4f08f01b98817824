// The type of the one part of rate-limiter-flexible that is used; its index would bring the stores of ten databases along.
declare module 'rate-limiter-flexible/lib/RateLimiterMemory.js' {
  export { RateLimiterMemory as default } from 'rate-limiter-flexible';
}
