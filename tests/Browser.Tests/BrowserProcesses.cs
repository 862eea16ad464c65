using System.Diagnostics;
using System.Globalization;

namespace PerfFunctions.Browser.Tests;

/// <summary>Ends browser processes that this test process has started, and no others. Linux only.</summary>
internal static class BrowserProcesses
{
    /// <summary>Ends the pages' processes: each page crashes.</summary>
    public static void KillRenderers() => Kill(arguments => arguments.Contains("--type=renderer"));

    /// <summary>Ends the browser itself.</summary>
    public static void KillBrowser() =>
        Kill(arguments => arguments.Contains("--headless") && !arguments.Any(argument => argument.StartsWith("--type=", StringComparison.Ordinal)));

    private static void Kill(Func<string[], bool> matches)
    {
        int killed = 0;
        foreach (int id in Descendants().Where(id => matches(Arguments(id))))
        {
            using Process process = Process.GetProcessById(id);
            process.Kill();
            killed++;
        }
        Assert.True(killed > 0, "There was no such process to end.");
    }

    private static int[] Descendants()
    {
        Dictionary<int, int> parents = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id) && Read($"{folder}/stat") is { Length: > 0 } stat)
            {
                // After the name, which stands in parentheses: state, parent.
                parents[id] = int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            }
        }
        return [.. parents.Keys.Where(id => IsOurs(id, parents))];
    }

    private static bool IsOurs(int id, Dictionary<int, int> parents)
    {
        while (parents.TryGetValue(id, out int parent))
        {
            if (parent == Environment.ProcessId)
            {
                return true;
            }
            id = parent;
        }
        return false;
    }

    // Chromium's children write their arguments with spaces between them, the others with zeros.
    private static string[] Arguments(int id) => Read($"/proc/{id}/cmdline").Split(['\0', ' ']);

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
