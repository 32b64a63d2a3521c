// Posts beside the page's own navigation.

/** Posts form fields, or a whole form, and asks for JSON. Rejects only when the server cannot be reached. */
export function post(address, body, options = {}) {
  const sent = body instanceof FormData ? body : new URLSearchParams(body);
  const headers = { Accept: "application/json" };
  return fetch(address, { method: "POST", body: sent, headers, redirect: "manual", ...options });
}

/** The session has ended: the server refuses, or would lead to its login. */
export const isLoggedOut = (response) => response.status === 401 || response.type === "opaqueredirect";

/** What the server answered, as an object; anything but JSON is an empty one. */
export async function answered(response) {
  try {
    return await response.json();
  } catch {
    return {};
  }
}

/** A random identity (RFC 9562, version 4); crypto.randomUUID is missing on plain http. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
