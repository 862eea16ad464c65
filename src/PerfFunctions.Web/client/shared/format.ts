// Numbers with their units, in the format of the reports.

export type Unit = string;

export function digits(value: number): string {
  if (value === 0) return '0';
  const decimals = Math.min(15, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return Number(value.toFixed(decimals)).toLocaleString('en', { maximumFractionDigits: decimals });
}

export function amount(unit: Unit, value: number): string {
  switch (unit) {
    case 'milliseconds': return Math.abs(value) < 999.5 ? `${digits(value)} ms` : `${digits(value / 1000)} s`;
    case 'bytes': return Math.abs(value) < 999.5 ? `${digits(value)} B` : Math.abs(value) < 999500 ? `${digits(value / 1000)} kB` : `${digits(value / 1e6)} MB`;
    case 'share': return `${digits(value * 100)} %`;
    case 'perSecond': return `${digits(value)}/s`;
    default: return digits(value);
  }
}

/** A change with its sign: +4.2 %. */
export const change = (percent: number): string => `${percent < 0 ? '−' : '+'}${digits(Math.round(Math.abs(percent) * 10) / 10)} %`;

/** Money to the hundredth; more digits where that would be zero. */
export const money = (value: number, currency: string): string =>
  `${value !== 0 && Math.abs(value) < 0.01 ? digits(value) : value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`;

export const count = (number: number, one: string, many = `${one}s`): string => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
