// A schedule in words: six fields, second to day of week, in UTC.

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const shortDays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The schedule in words; null for one that has none that are shorter than itself. */
export function scheduleInWords(cron: string): string | null {
  const fields = cron.trim().split(/\s+/);
  const [second, minute, hour, day, month, weekday] = fields;
  if (fields.length !== 6 || !isNumber(second!) || month !== '*') return null;
  const at = timesOf(hour!, minute!, second!);
  if (at === null) return day === '*' && weekday === '*' ? intervalOf(hour!, minute!) : null;
  if (day === '*') {
    const on = weekdaysOf(weekday!);
    return on && `${on} at ${at} UTC`;
  }
  return weekday === '*' && isNumber(day!) ? `On day ${day} of each month at ${at} UTC` : null;
}

function intervalOf(hour: string, minute: string): string | null {
  const minutes = /^(?:\*|0)\/(\d+)$/.exec(minute)?.[1];
  if (hour === '*' && minute === '*') return 'Every minute';
  if (hour === '*' && minutes && 60 % Number(minutes) === 0) return `Every ${minutes} minutes`;
  if (!isNumber(minute)) return null;
  if (hour === '*') return `Every hour at minute ${minute}`;
  const hours = /^(?:\*|0)\/(\d+)$/.exec(hour)?.[1];
  return hours && 24 % Number(hours) === 0 ? `Every ${hours} hours at minute ${minute}, from midnight UTC` : null;
}

/** Times of day such as 02:30 and 14:30; null where the fields are more than a few. */
function timesOf(hour: string, minute: string, second: string): string | null {
  const hours = hour.split(',');
  if (!hours.every(isNumber) || !isNumber(minute) || hours.length > 6) return null;
  const rest = Number(second) === 0 ? '' : `:${second.padStart(2, '0')}`;
  return listed(hours.map(h => `${h.padStart(2, '0')}:${minute.padStart(2, '0')}${rest}`));
}

function weekdaysOf(field: string): string | null {
  if (field === '*') return 'Every day';
  const range = /^(\w+)-(\w+)$/.exec(field);
  if (range) {
    const [from, to] = [dayOf(range[1]!), dayOf(range[2]!)];
    return from !== null && to !== null && from < to ? `${days[from]} to ${days[to]}` : null;
  }
  const named = field.split(',').map(dayOf);
  return named.every(day => day !== null) ? `Every ${listed(named.map(day => days[day!]!))}` : null;
}

function dayOf(text: string): number | null {
  const index = isNumber(text) ? Number(text) : shortDays.indexOf(text.slice(0, 3).toUpperCase());
  return index >= 0 && index < 7 ? index : null;
}

function listed(items: string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
