export * from './index.js';

/** Loads the module: its address, a response, its bytes or the compiled module. Without one, the file beside this one. */
export function init(options?: { module_or_path: URL | string | Response | BufferSource | WebAssembly.Module }): Promise<unknown>;

/** The same from bytes that are there already. */
export function initSync(options: { module: BufferSource | WebAssembly.Module }): unknown;
