// Text made short for a link, and back. A damaged link gives what can be read of it.

/** More is not unpacked: a short link can stand for a text without end. */
const MOST = 16_000_000;
/** Small pieces, so that a broken one takes little with it. */
const PIECE = 1024;

/** The bytes of a text, deflated. */
export async function deflate(text) {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** What can be read of deflated bytes, and whether that is all. Never rejects. */
export async function inflate(bytes) {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const reader = readable.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const reading = (async () => {
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return true;
        // Without an end, a character that was cut in two is left out.
        text += decoder.decode(value, { stream: true });
        if (text.length > MOST) {
          await reader.cancel();
          return false;
        }
      }
    } catch {
      return false;
    }
  })();
  const writer = writable.getWriter();
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      await writer.write(bytes.subarray(at, at + PIECE));
      // Ready again when what came out has been read: an error throws away what is still waiting.
      await writer.ready;
    }
    await writer.close();
  } catch {
    // The reader meets the same error, and says what there is.
  }
  const whole = await reading;
  const sound = whole && decoder.decode() === '';
  return { text, whole: sound };
}
