import { host } from 'perf:host';

export const b64encode = (input, variant = 'std') => host.encode(input, String(variant));

export const b64decode = (input, variant = 'std', format = 'b') => host.decode(String(input), String(variant), format === 's');

export default { b64encode, b64decode };
