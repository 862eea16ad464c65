using System.Globalization;

namespace PerfFunctions.Load.Cookies;

/// <summary>A cookie's date in any of the forms that servers write (RFC 6265 section 5.1.1).</summary>
internal static class CookieDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a date; null when it is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        TimeSpan? time = null;
        int? day = null, month = null, year = null;
        foreach (string token in Tokens(text))
        {
            if (time is null && TimeOf(token) is { } found)
            {
                time = found;
            }
            else if (day is null && Number(token, 1, 2) is { } number)
            {
                day = number;
            }
            else if (month is null && token.Length >= 3 && Array.IndexOf(Months, token[..3].ToLowerInvariant()) is int place and >= 0)
            {
                month = place + 1;
            }
            else if (year is null && Number(token, 2, 4) is { } full)
            {
                year = full is >= 70 and <= 99 ? full + 1900 : full < 70 ? full + 2000 : full;
            }
        }

        return time is not null && year is >= 1601 && month is not null && day is >= 1 && day <= DateTime.DaysInMonth(year.Value, month.Value)
            ? new DateTimeOffset(year.Value, month.Value, day.Value, 0, 0, 0, TimeSpan.Zero) + time
            : null;
    }

    private static string[] Tokens(string text) =>
        new string([.. text.Select(c => char.IsAsciiLetterOrDigit(c) || c == ':' || c > '\x7F' ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static TimeSpan? TimeOf(string token)
    {
        string[] parts = token.Split(':');
        return parts.Length == 3 && Number(parts[0], 1, 2) is <= 23 and { } h && Number(parts[1], 1, 2) is <= 59 and { } m
            && Number(parts[2], 1, 2) is <= 59 and { } s
            ? new TimeSpan(h, m, s)
            : null;
    }

    // So many digits, and nothing or no digit after them.
    private static int? Number(string token, int least, int most)
    {
        int digits = token.TakeWhile(char.IsAsciiDigit).Count();
        return digits >= least && digits <= most ? int.Parse(token.AsSpan(0, digits), CultureInfo.InvariantCulture) : null;
    }
}
