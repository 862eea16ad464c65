using PerfFunctions.Cli.Output;
using PerfFunctions.Engine.Plans;

namespace PerfFunctions.Cli.Init;

/// <summary>Makes a draft of an access log: the mix of its most frequent paths, and its rate at the busiest time.</summary>
internal static class AccessLogSource
{
    private const int MaxRequests = 20;
    private const int MaxOmitted = 20;
    private const int FullWeight = 1000;

    /// <summary>The draft. Of each line, time, method, path and status are used; no query and no client address.</summary>
    /// <param name="reader">The log.</param>
    /// <param name="origin">Name of the file.</param>
    /// <param name="target">Base address of the system.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliException">It is not an access log, or has no path that can be requested.</exception>
    public static async Task<PlanDraft> ReadAsync(TextReader reader, string origin, Uri target, CancellationToken cancellationToken)
    {
        AccessLogMix mix = new();
        long broken = 0;
        await foreach (string? line in BoundedLines.ReadAsync(reader, cancellationToken))
        {
            if (line is not null && AccessLogLine.Read(line) is { } request)
            {
                mix.Add(request);
            }
            else
            {
                broken++;
            }
        }

        PathUse[] used = [.. mix.Reads.Where(u => !u.HasSecret).Take(MaxRequests)];
        if (used.Length == 0)
        {
            throw new CliException(mix.Requests == 0
                ? $"'{origin}' is not an access log: none of its {broken} lines is in the common, combined or JSON format."
                : $"'{origin}' has no GET request that succeeded and can be sent again, among {mix.Requests} requests.");
        }

        return new PlanDraft(target, "traffic", $"{mix.Requests} requests of the access log {origin}")
        {
            Requests = [.. used.Select((use, i) => RequestOf(use, i, used[0].Count))],
            IsMix = true,
            Variables = used.Select((use, i) => (Name: Variable(i), use.Examples)).Where(v => v.Examples.Count > 0)
                .ToDictionary(v => v.Name, v => (IReadOnlyList<string>)v.Examples),
            Omitted = OmittedOf(mix, used),
            Rate = Math.Min(mix.BusiestRate, PlanLimits.RateOrUsers / 2),
            Peak = mix.Peak,
            Notes = NotesOf(mix, broken),
        };
    }

    private static string Variable(int index) => $"path{index + 1}";

    private static DraftRequest RequestOf(PathUse use, int index, long most)
    {
        // Ids are sent as they stand in the log, encoded already.
        string path = use.Examples.Count > 0 ? $"{use.Fixed}${{raw({Variable(index)})}}" : use.Fixed;
        return new DraftRequest(
            PlanYaml.Title($"GET {use.Template}", "GET"), path, (int)Math.Max(1, Math.Round(use.Count * (double)FullWeight / most)));
    }

    private static string[] OmittedOf(AccessLogMix mix, PathUse[] used)
    {
        string[] all =
        [
            .. mix.Reads.Where(u => u.HasSecret).Take(MaxOmitted / 2)
                .Select(u => $"GET {u.Template}, {Times(u.Count)}: it has a token or an address of a person in its path"),
            .. mix.Others.Take(MaxOmitted / 2).Select(o => $"{o.Key}, {Times(o.Value)}: it may change data"),
        ];
        long rest = mix.Requests - mix.Failed - used.Sum(u => u.Count);
        return rest > 0
            ? [.. all, $"in all, {rest} of {mix.Requests} requests are not in the mix: these, and those of rarer paths"]
            : all;
    }

    private static string[] NotesOf(AccessLogMix mix, long broken) =>
    [
        .. broken == 0 ? (string[])[] : [$"{broken} {(broken == 1 ? "line" : "lines")} could not be read."],
        .. mix.Failed == 0 ? (string[])[] : [$"{mix.Failed} of {mix.Requests} requests had a status of 400 or more; they are not in the mix."],
    ];

    private static string Times(long count) => count == 1 ? "once" : $"{count} times";
}
