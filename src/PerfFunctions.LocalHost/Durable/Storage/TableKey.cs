using System.Globalization;
using System.Text;

namespace PerfFunctions.LocalHost.Durable.Storage;

/// <summary>All key rules of the executor's tables.</summary>
internal static class TableKey
{
    /// <summary>The partition of all instance rows.</summary>
    public const string Instances = "instance";

    /// <summary>The partition of the row that says which process owns the hub.</summary>
    public const string Owner = "owner";

    /// <summary>The partition of the kept schedules of timers.</summary>
    public const string Timers = "timer";

    /// <summary>The row that says how much of a history counts.</summary>
    public const string State = "state";

    /// <summary>How the keys of messages begin that have not been taken yet.</summary>
    public const string InboxPrefix = "inbox-";

    /// <summary>An id as a key: characters that a key may not have become <c>^</c> and four hex digits.</summary>
    public static string Of(string id)
    {
        var key = new StringBuilder(id.Length);
        foreach (char c in id)
        {
            bool plain = char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '@' or '~';
            key.Append(plain ? c.ToString() : "^" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }

    public static string Inbox(long sequence) => InboxPrefix + sequence.ToString("x16", CultureInfo.InvariantCulture);

    public static string HistoryPrefix(string executionId, int generation) =>
        string.Create(CultureInfo.InvariantCulture, $"h-{executionId}-{generation:x8}-");

    public static string History(string executionId, int generation, int sequence) =>
        HistoryPrefix(executionId, generation) + sequence.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>The first key after all that begin with this prefix.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}
