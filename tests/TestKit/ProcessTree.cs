using System.Globalization;

namespace PerfFunctions.TestKit;

/// <summary>Which processes a process has started, read from /proc.</summary>
public static class ProcessTree
{
    /// <summary>All processes below one, at any depth.</summary>
    public static int[] Below(int parent)
    {
        (int Id, int Parent)[] all = [.. Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => name!.All(char.IsAsciiDigit))
            .Select(name => Read(name!))
            .Where(p => p.Id != 0)];
        List<int> below = [parent];
        for (int i = 0; i < below.Count; i++)
        {
            below.AddRange(all.Where(p => p.Parent == below[i]).Select(p => p.Id));
        }

        return [.. below.Skip(1)];
    }

    /// <summary>Whether a process still runs; one that has ended and only waits to be collected does not.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            return StateOf(File.ReadAllText($"/proc/{id}/stat"))[0] is not ("Z" or "X");
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static (int Id, int Parent) Read(string id)
    {
        try
        {
            return (int.Parse(id, CultureInfo.InvariantCulture), int.Parse(StateOf(File.ReadAllText($"/proc/{id}/stat"))[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return (0, 0);
        }
    }

    // The name before it may hold anything, so the fields are counted from its closing parenthesis.
    private static string[] StateOf(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
}
