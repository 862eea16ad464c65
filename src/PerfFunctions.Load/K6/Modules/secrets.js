import { host } from 'perf:host';

export const get = async (name) => host.secret(String(name));

// The service has one source of secrets.
export const source = async () => ({ get });

export default { get, source };
