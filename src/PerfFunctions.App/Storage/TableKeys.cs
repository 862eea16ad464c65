using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfFunctions.App.Storage;

/// <summary>
/// All key rules of all tables. Every query is by keys: no filter on any other column.
/// <list type="table">
/// <item><term>Runs</term><description><c>run</c> / newest first: the run; <c>{runId}</c> / <c>ready|shard</c>, <c>go</c>: the
/// start barrier, <c>setup</c>: the key to what its setup captured; <c>plan|{plan}</c> / newest first: the plan's runs</description></item>
/// <item><term>Intervals</term><description><c>{runId}</c> / <c>second|scenario|shard|slice[~part]</c></description></item>
/// <item><term>Verdicts</term><description><c>{plan}</c> / newest first</description></item>
/// <item><term>Plans</term><description><c>plan</c> / <c>{name}</c></description></item>
/// <item><term>Baselines</term><description><c>{plan}</c> / <c>{conditions}|</c>newest first</description></item>
/// <item><term>Trends</term><description><c>{plan}</c> / <c>{conditions}|</c>newest first</description></item>
/// <item><term>PullRequests</term><description><c>{owner}:{repo}:{number}</c> and <c>{owner}:{repo}:{commit}</c> / newest first</description></item>
/// <item><term>Undelivered</term><description><c>run</c> / newest first</description></item>
/// <item><term>Guards</term><description><c>lease</c> / <c>ledger</c>, and <c>{runId}</c> of each run in progress; <c>stop</c> /
/// <c>stop</c>: the kill switch</description></item>
/// <item><term>ActivityLog</term><description><c>log</c> / newest first, <c>|what</c></description></item>
/// <item><term>Costs</term><description><c>{month}</c> / newest first</description></item>
/// <item><term>Deliveries</term><description><c>{source}</c> / <c>{delivery id}</c>, both of those that started something;
/// <c>inbox</c> / <c>{delivery}</c>: those to be worked on</description></item>
/// <item><term>RealUsers</term><description><c>{plan}</c> / <c>day|page|instance-sequence</c>, or <c>day|page|-random</c> of several
/// that were merged</description></item>
/// </list>
/// </summary>
public static partial class TableKeys
{
    private const char PartMark = '~';

    /// <summary>Partition of all runs.</summary>
    public const string Run = "run";

    /// <summary>Partition of the runs of a plan.</summary>
    public static string RunsOf(string plan) => $"plan|{plan}";

    /// <summary>Partition of the deliveries that are to be worked on.</summary>
    public const string Inbox = "inbox";

    /// <summary>A key for a text from outside, which may hold what a key must not.</summary>
    public static string Hash(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Partition of all stored plans.</summary>
    public const string Plan = "plan";

    /// <summary>Partition of what runs in progress have taken, and of the ledger that each taking changes.</summary>
    public const string Lease = "lease";

    /// <summary>The row that no two runs can change at once.</summary>
    public const string Ledger = "ledger";

    /// <summary>Partition and row of the kill switch.</summary>
    public const string Stop = "stop";

    /// <summary>Partition of the activity log.</summary>
    public const string ActivityLog = "log";

    /// <summary>An entry of the activity log, sorted by the instant of a run id.</summary>
    public static string Audit(string runId, string what) => $"{NewestFirst(runId)}|{what}";

    /// <summary>Whether a text has the form of an entry's key.</summary>
    public static bool IsAudit(string key) => key.Split('|') is [var run, var what] && IsRunId(run) && what.All(char.IsAsciiLetter);

    /// <summary>The first key that an entry of an instant, or of one before, can have.</summary>
    public static string AuditFrom(DateTimeOffset instant) => OlderThan(instant)[..17];

    /// <summary>The key after all entries of an instant: '.' comes after '-'.</summary>
    public static string AuditEnd(DateTimeOffset instant) => OlderThan(instant)[..17] + ".";

    /// <summary>The calendar month of an instant, UTC.</summary>
    public static string Month(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>A run in the baselines or trends of its plan under some conditions.</summary>
    public static string RunUnder(string conditions, string runId) => $"{conditions}|{(IsRunId(runId) ? NewestFirst(runId) : runId)}";

    /// <summary>The key before all baselines or trends under some conditions.</summary>
    public static string ConditionsFrom(string conditions) => $"{conditions}|";

    /// <summary>The key after all of them.</summary>
    public static string ConditionsEnd(string conditions) => $"{conditions}}}";

    /// <summary>The conditions of a row of baselines or trends.</summary>
    public static string ConditionsOf(string rowKey) => rowKey.Split('|')[0];

    /// <summary>Whether a row of a history is older than the row key that <see cref="OlderThan"/> gives.</summary>
    public static bool IsTrendOlder(string trend, string oldest) => string.CompareOrdinal(trend.Split('|')[1], oldest) > 0;

    /// <summary>Row that says when a run's shards start.</summary>
    public const string Go = "go";

    /// <summary>Row with the key to what a run's setup captured.</summary>
    public const string SetupKey = "setup";

    private const long LastMillisecond = 99_999_999_999_999_999;

    /// <summary>A run id: the instant to the millisecond, then a suffix that distinguishes runs of one instant.</summary>
    public static string RunId(DateTimeOffset at, string distinct) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyyMMddHHmmssfff}-{distinct}");

    /// <summary>The instant that a run is named after.</summary>
    public static DateTimeOffset InstantOf(string runId) => DateTimeOffset.ParseExact(
        runId.AsSpan(0, 17), "yyyyMMddHHmmssfff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Whether a text has the form of a run id; anything else never reaches storage.</summary>
    public static bool IsRunId(string text) => RunIdForm().IsMatch(text);

    /// <summary>The row key that sorts the newest run first: a function of the run id alone.</summary>
    public static string NewestFirst(string runId)
    {
        long inverted = LastMillisecond - long.Parse(runId.AsSpan(0, 17), CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{inverted:D17}{runId.AsSpan(17)}");
    }

    /// <summary>The row key from which on all runs are older than an instant.</summary>
    public static string OlderThan(DateTimeOffset instant) => NewestFirst(RunId(instant, "0"));

    /// <summary>A shard that is ready.</summary>
    public static string Ready(int shard) => string.Create(CultureInfo.InvariantCulture, $"{ReadyPrefix}{shard:D4}");

    /// <summary>What rows of ready shards begin with.</summary>
    public const string ReadyPrefix = "ready|";

    /// <summary>The first key behind them: <c>}</c> follows <c>|</c>.</summary>
    public const string ReadyEnd = "ready}";

    /// <summary>The shard of a row that says that one is ready.</summary>
    public static int ShardOfReady(string rowKey) => int.Parse(rowKey.AsSpan(ReadyPrefix.Length), CultureInfo.InvariantCulture);

    /// <summary>One second of one scenario on one shard, in one slice.</summary>
    public static string Interval(int second, string scenario, int shard, int slice) =>
        string.Create(CultureInfo.InvariantCulture, $"{second:D6}|{scenario}|{shard:D4}|{slice:D5}");

    /// <summary>The second of an interval's key.</summary>
    public static int SecondOf(string interval) => int.Parse(interval.AsSpan(0, 6), CultureInfo.InvariantCulture);

    /// <summary>The key before all intervals of a second.</summary>
    /// <summary>Rows that go on with an interval sort behind its first, and before any other.</summary>
    public static string IntervalPart(string key, int part) => string.Create(CultureInfo.InvariantCulture, $"{key}{PartMark}{part:D2}");

    /// <summary>Whether a row goes on with the interval of the one before.</summary>
    public static bool IsIntervalPart(string rowKey) => rowKey.Contains(PartMark, StringComparison.Ordinal);

    public static string IntervalFrom(int second) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, second):D6}|");

    /// <summary>Page views of a day and page.</summary>
    /// <param name="day">Day, UTC.</param>
    /// <param name="page">Page name.</param>
    /// <param name="name">What distinguishes the row from others of the same day and page.</param>
    public static string RealUser(DateOnly day, string page, string name) => $"{RealUsersFrom(day)}{page}|{name}";

    /// <summary>The key before all page views of a day.</summary>
    public static string RealUsersFrom(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}|");

    /// <summary>
    /// Name of a row that stands for several. It sorts before those of instances, so that a read which meets the merging counts
    /// too few views rather than some twice.
    /// </summary>
    public static string Merged(string random) => $"-{random}";

    /// <summary>The day of a row of page views.</summary>
    public static DateOnly DayOf(string realUser) => DateOnly.ParseExact(realUser.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The page of a row of page views.</summary>
    public static string PageOf(string realUser) => realUser.Split('|')[1];

    [GeneratedRegex(@"^[0-9]{17}-[a-z0-9]{1,32}\z")]
    private static partial Regex RunIdForm();
}
