using System.Globalization;

namespace PerfFunctions.Load.Cookies;

/// <summary>What one <c>Set-Cookie</c> says, read as RFC 6265 section 5.2 has it: leniently, and only split at semicolons.</summary>
/// <param name="Name">Name, not empty.</param>
/// <param name="Value">Value, quotes and commas included.</param>
internal sealed record SetCookie(string Name, string Value)
{
    /// <summary>The domain it is for, lower case and without a leading dot; null for the host alone.</summary>
    public string? Domain { get; private init; }

    /// <summary>The path it is for; null for the request's.</summary>
    public string? Path { get; private init; }

    /// <summary>When it ends; null with the session.</summary>
    public DateTimeOffset? Expires { get; private init; }

    public bool IsSecure { get; private init; }

    /// <summary>Reads a header's value; null when it sets nothing.</summary>
    public static SetCookie? Parse(string text, DateTimeOffset now)
    {
        string[] parts = text.Split(';');
        int equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? "" : parts[0][..equals].Trim(' ', '\t');
        if (name.Length == 0 || text.Any(c => char.IsControl(c) && c != '\t'))
        {
            return null;
        }

        SetCookie set = new(name, parts[0][(equals + 1)..].Trim(' ', '\t'));
        DateTimeOffset? date = null;
        DateTimeOffset? age = null;
        foreach (string part in parts.Skip(1))
        {
            int at = part.IndexOf('=', StringComparison.Ordinal);
            string value = at < 0 ? "" : part[(at + 1)..].Trim(' ', '\t');
            switch ((at < 0 ? part : part[..at]).Trim(' ', '\t').ToLowerInvariant())
            {
                case "expires":
                    date = CookieDate.Parse(value) ?? date;
                    break;
                case "max-age":
                    age = AgeOf(value, now) ?? age;
                    break;
                case "domain":
                    string domain = value.TrimStart('.').ToLowerInvariant();
                    set = domain.Length == 0 ? set : set with { Domain = domain };
                    break;
                case "path":
                    set = set with { Path = value.StartsWith('/') ? value : null };
                    break;
                case "secure":
                    set = set with { IsSecure = true };
                    break;
            }
        }

        return set with { Expires = age ?? date };
    }

    private static DateTimeOffset? AgeOf(string value, DateTimeOffset now)
    {
        if (value.Length == 0 || value.AsSpan(value[0] == '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9') || value == "-")
        {
            return null;
        }

        // So many digits that they are no number are a time that never comes, or one long past.
        bool isLong = !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds);
        double left = (DateTimeOffset.MaxValue - now).TotalSeconds;
        return value[0] == '-' || seconds <= 0 && !isLong ? DateTimeOffset.MinValue
            : isLong || seconds > left ? DateTimeOffset.MaxValue
            : now.AddSeconds(seconds);
    }
}
