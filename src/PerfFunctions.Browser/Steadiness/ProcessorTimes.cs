using System.Globalization;

namespace PerfFunctions.Browser.Steadiness;

/// <summary>Processor times since the start of the machine, in kernel ticks, from /proc on Linux.</summary>
/// <param name="Processors">How many there are.</param>
/// <param name="Total">Of all of them.</param>
/// <param name="Idle">Spent on nothing.</param>
/// <param name="Stolen">Given to others by the host.</param>
/// <param name="Own">Used by this process itself.</param>
/// <param name="Below">Used by all processes below it, those that have ended included: the browser is among them.</param>
internal sealed record ProcessorTimes(int Processors, double Total, double Idle, double Stolen, double Own, double Below)
{
    /// <summary>The times now; null if the system does not report them.</summary>
    public static ProcessorTimes? Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }
        try
        {
            string[] lines = File.ReadAllLines("/proc/stat");
            // user nice system idle iowait irq softirq steal; guests are in user already.
            double[] all = [.. lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(Number)];
            int processors = lines.Skip(1).TakeWhile(line => line.StartsWith("cpu", StringComparison.Ordinal)).Count();
            (double own, double below) = Tree(Environment.ProcessId);
            return new(processors, all.Sum(), all[3] + all[4], all[7], own, below);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Who used the processors from an earlier time until this one; null when none has passed.</summary>
    /// <param name="earlier">The earlier time.</param>
    /// <param name="sentLoad">Whether this process sent load meanwhile: then what it used itself was mostly not for the browser.</param>
    public ProcessorUse? Since(ProcessorTimes earlier, bool sentLoad)
    {
        double total = Total - earlier.Total;
        double idle = Idle - earlier.Idle;
        double stolen = Stolen - earlier.Stolen;
        double ours = Below - earlier.Below + (sentLoad ? 0 : Own - earlier.Own);
        double others = total - idle - stolen - ours;
        return total <= 0 ? null : new(stolen / total, Math.Clamp(others / total, 0, 1), idle / total * Processors) { SentLoad = sentLoad };
    }

    private static (double Own, double Below) Tree(int root)
    {
        Dictionary<int, (int Parent, double Own, double Ended)> all = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) && Process(folder) is { } process)
            {
                all[id] = process;
            }
        }
        double tree = all.Where(process => IsBelow(process.Key, root, all)).Sum(process => process.Value.Own + process.Value.Ended);
        double own = all.TryGetValue(root, out (int Parent, double Own, double Ended) itself) ? itself.Own : 0;
        return (own, tree - own);
    }

    private static bool IsBelow(int id, int root, Dictionary<int, (int Parent, double Own, double Ended)> all)
    {
        while (id != root && all.TryGetValue(id, out (int Parent, double Own, double Ended) process))
        {
            id = process.Parent;
        }
        return id == root;
    }

    private static (int Parent, double Own, double Ended)? Process(string folder)
    {
        try
        {
            string stat = File.ReadAllText($"{folder}/stat");
            // The name before it may hold anything, so the fields are counted from its closing parenthesis: state, parent, and
            // as the 12th to 15th user and system time of the process and of its children that have ended.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..13].Sum(Number), fields[13..15].Sum(Number));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
