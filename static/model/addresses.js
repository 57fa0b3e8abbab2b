/** Who can open an address. */

/** @param {string} host @returns {boolean} whether it is each machine's name for itself */
export const isLocal = (host) => /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(host);

/**
 * The link for a phone, and what to say of it.
 * @param {string} link  of the page @param {string|null} network  the machine's address in its network
 * @returns {{link: string, note: string}}
 */
export function linkForPhones(link, network) {
  const url = new URL(link);
  const { hostname } = url;
  if (!isLocal(hostname)) return { link, note: "" };
  if (!network)
    return { link, note: `A phone cannot reach ${hostname}: it is this computer's name for itself.` };
  const reachable = link.replace(`//${url.host}`, `//${network}${url.port && `:${url.port}`}`);
  return {
    link: reachable,
    note: `A phone cannot reach ${hostname}. This is the same page by the computer's address in its network.`,
  };
}
