using System.Globalization;
using System.Text;
using PerfFunctions.Benchmarks.Engine;
using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Reporting;

/// <summary>The result as text: a table, what has to be known about it, and the goals.</summary>
internal static class TextReport
{
    private const double BusyServer = 0.95;

    // Below it on both sides, neither was what held the rate down.
    private const double IdleCore = 0.9;

    private const double MaxLostConnections = 0.01;

    /// <summary>The result.</summary>
    public static string Of(BenchmarkResult result)
    {
        var text = new StringBuilder();
        text.AppendLine().AppendLine(Setting(result)).AppendLine();
        foreach (string line in Table(result))
        {
            text.AppendLine(line);
        }

        text.AppendLine();
        foreach (string remark in Remarks(result))
        {
            text.AppendLine(remark);
        }

        text.AppendLine().Append(GoalText(result));
        return text.ToString();
    }

    private static string Setting(BenchmarkResult result)
    {
        string cores = result.Cores.Generator is { } generator
            ? $"server on core {result.Cores.Server}, each tool on core {generator}"
            : "no cores fixed (one core only, or no taskset), so a rate is not that of one core";
        return $"Server: {result.Server}; {cores}. Speed: {BenchmarkOptions.SpeedUsers} users, closed loop, "
            + $"{result.Options.Seconds} s less {BenchmarkOptions.ShortSeconds} s, median of {result.Options.Rounds}. "
            + $"Wire: {Wires.NameOf(result.Options.Wire)}. Ratios are to {PeerList.ReferenceFor(result.Options.Wire)}.";
    }

    private static IEnumerable<string> Table(BenchmarkResult result)
    {
        string[] head =
        [
            "tool", "us CPU/request", "ratio", "requests/s", "ratio",
            .. result.Options.Users.SelectMany(users => new[] { Text($"MB at {users:N0}"), "ratio" }), "failed",
        ];
        string[][] rows = [head, .. result.Tools.Select(tool => Row(result, tool))];
        string[][] measured = [.. rows.Where(row => row.Length == head.Length)];
        int first = rows.Max(row => row[0].Length);
        int[] widths = [.. head.Select((_, column) => measured.Max(row => row[column].Length))];
        return rows.Select(row => row.Length < head.Length
            ? $"{row[0].PadRight(first)}  {row[1]}"
            : string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(first) : cell.PadLeft(widths[column]))));
    }

    private static string[] Row(BenchmarkResult result, ToolResult tool)
    {
        if (tool.Missing is { } missing)
        {
            return [tool.Peer.Name, missing];
        }

        ToolResult? reference = result.Find(PeerList.ReferenceFor(result.Options.Wire));
        string bound = tool.ServerBusy >= BusyServer ? ">" : string.Empty;
        return
        [
            tool.Peer.Name,
            Number(tool.CpuMicroseconds, "0.0"), Number(tool.CpuMicroseconds / reference?.CpuMicroseconds, "0.00"),
            bound + Number(tool.Rate, "N0"), Number(tool.Rate / reference?.Rate, "0.00"),
            .. result.Options.Users.SelectMany(users => new[]
            {
                Number(Megabytes(tool, users), "0.0"), Number(Megabytes(tool, users) / Megabytes(reference, users), "0.0"),
            }),
            Number(tool.Failed, "N0"),
        ];
    }

    private static IEnumerable<string> Remarks(BenchmarkResult result)
    {
        if (result.Tools.Any(tool => tool.ServerBusy >= BusyServer))
        {
            yield return "'>': the server's core was busy to the full, so the tool could do more than this rate.";
        }

        foreach (int users in result.LeftOut)
        {
            yield return Text($"{users:N0} users were left out: the system allows {result.OpenFiles:N0} open files (ulimit -Hn).");
        }

        foreach (ToolResult tool in result.Tools)
        {
            if (tool.Busy < IdleCore && tool.ServerBusy < IdleCore)
            {
                yield return Text($"{tool.Peer.Name} used {tool.Busy:P0} of its core and the server {tool.ServerBusy:P0}: ")
                    + "other work on this machine held them back, and the rate is too low.";
            }

            foreach (Memory memory in tool.Memories.Where(LostConnections))
            {
                yield return Text($"{tool.Peer.Name} held {memory.Connections:N0} connections at once when asked for {memory.Users:N0}.");
            }

            if (tool.Problem is { } problem)
            {
                yield return $"{tool.Peer.Name} {problem}";
            }
        }

        if (result.Find(OwnEngine.OwnName)!.Reports is [.., var last])
        {
            yield return EngineText(result.Find(OwnEngine.OwnName)!, last);
        }
    }

    private static bool LostConnections(Memory memory) =>
        memory.Connections < (memory.Users * (1 - MaxLostConnections)) - 1;

    private static string EngineText(ToolResult ours, GenerateReport last) =>
        Text($"ours: {Number(ours.BytesPerRequest, "0.0")} bytes allocated per request; in the last run {string.Join('/', last.Collections)} ")
        + Text($"collections by generation, service time p50 {last.P50Ms:0.###} ms, p99 {last.P99Ms:0.###} ms")
        + (last.P99MsBySecond is [var first, .., var steady]
            ? Text($"; p99 of second 1 {first:0.###} ms, of second {last.P99MsBySecond.Count} {steady:0.###} ms")
            : string.Empty)
        + (last.Remark is { } remark ? $"; it ended {remark}" : ".");

    private static string GoalText(BenchmarkResult result)
    {
        var text = new StringBuilder();
        foreach (IGrouping<bool?, Goal> group in Goals.Of(result).GroupBy(goal => goal.Reached).OrderByDescending(group => group.Key))
        {
            string head = group.Key switch { true => "Reached", false => "Not reached", _ => "Not measured" };
            text.AppendLine($"{head}: {string.Join("; ", group.Select(goal => goal.Text))}.");
        }

        return text.ToString();
    }

    private static double? Megabytes(ToolResult? tool, int users) =>
        tool?.Memories.Find(memory => memory.Users == users)?.Bytes / 1e6;

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
