using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PerfFunctions.Engine.Metrics;
using PerfFunctions.Load.Recording;

namespace PerfFunctions.Load.Responses;

/// <summary>
/// Reads the <c>Server-Timing</c> header of one request's responses (W3C Server Timing section 4): entries with commas between
/// them, each a name and parameters, of which <c>dur</c> is milliseconds. Names become series, so few are taken, and only plain ones.
/// </summary>
/// <param name="request">Key of the request.</param>
internal sealed class ServerTimings(string request)
{
    private const int MaxNames = 20;
    private const int LongestName = 40;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    private readonly List<(byte[] Name, string Key)> _known = [];

    /// <summary>Counts every entry that states a duration.</summary>
    public void Record(ReadOnlySpan<byte> header, TimeSpan at, IntervalRecorder recorder)
    {
        while (header.Length > 0)
        {
            ReadOnlySpan<byte> entry = TakeUpTo((byte)',', ref header);
            int end = entry.IndexOf((byte)';');
            if (end > 0 && TryReadDuration(entry[(end + 1)..], out double milliseconds) && KeyOf(entry[..end].Trim(" \t"u8)) is { } key)
            {
                recorder.Stated(at, key, milliseconds);
            }
        }
    }

    private static bool TryReadDuration(ReadOnlySpan<byte> parameters, out double milliseconds)
    {
        milliseconds = 0;
        while (parameters.Length > 0)
        {
            ReadOnlySpan<byte> parameter = TakeUpTo((byte)';', ref parameters).Trim(" \t"u8);
            if (parameter.Length > 4 && Ascii.EqualsIgnoreCase(parameter[..4], "dur="u8))
            {
                ReadOnlySpan<byte> number = parameter[4..].Trim("\""u8);
                return Utf8Parser.TryParse(number, out milliseconds, out int length) && length == number.Length && double.IsFinite(milliseconds)
                    && milliseconds >= 0;
            }
        }

        return false;
    }

    // A separator in a quoted text is part of the text.
    private static ReadOnlySpan<byte> TakeUpTo(byte separator, ref ReadOnlySpan<byte> rest)
    {
        bool isQuoted = false;
        int at = 0;
        while (at < rest.Length && (isQuoted || rest[at] != separator))
        {
            isQuoted ^= rest[at] == '"';
            at += isQuoted && rest[at] == '\\' ? 2 : 1;
        }

        ReadOnlySpan<byte> taken = rest[..Math.Min(at, rest.Length)];
        rest = rest[Math.Min(at + 1, rest.Length)..];
        return taken;
    }

    private string? KeyOf(ReadOnlySpan<byte> name)
    {
        foreach ((byte[] known, string key) in _known)
        {
            if (name.SequenceEqual(known))
            {
                return key;
            }
        }

        if (_known.Count == MaxNames || name.Length is 0 or > LongestName || name.ContainsAnyExcept(NameBytes))
        {
            return null;
        }

        string made = SeriesKey.TimingOf(request, Encoding.ASCII.GetString(name).ToLowerInvariant());
        _known.Add((name.ToArray(), made));
        return made;
    }
}
