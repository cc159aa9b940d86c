// For hosts that load WebAssembly in their own way: call `init` or `initSync` first.
export { default as init, initSync } from './iamwhy.js';
export * from './core.js';
