using System.Globalization;

namespace PerfFunctions.Azurite;

/// <summary>What <c>azurite.config</c> at the root of the repository says: one <c>name = value</c> a line, <c>#</c> begins a comment.</summary>
/// <param name="Root">The root of the repository.</param>
/// <param name="Host">The address to listen on.</param>
/// <param name="BlobPort">The port for blobs.</param>
/// <param name="QueuePort">The port for queues.</param>
/// <param name="TablePort">The port for tables.</param>
/// <param name="Location">The folder of the data, absolute.</param>
/// <param name="SkipApiVersionCheck">Whether newer clients than the emulator knows are let in.</param>
/// <param name="DisableTelemetry">Whether it keeps its telemetry to itself.</param>
/// <param name="Silent">Whether it logs no requests.</param>
public sealed record AzuriteConfig(
    string Root,
    string Host,
    int BlobPort,
    int QueuePort,
    int TablePort,
    string Location,
    bool SkipApiVersionCheck,
    bool DisableTelemetry,
    bool Silent)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "azurite.config";

    /// <summary>Reads the file at the root of the repository.</summary>
    /// <param name="root">The root; found by itself if null.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">A line or a value is not as it should be; the message says which.</exception>
    public static AzuriteConfig Load(string? root = null)
    {
        root ??= RepositoryRoot.Find();
        string path = Path.Combine(root, FileName);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path} is missing: it defines the ports of the storage emulator.", path);
        }

        return Parse(root, File.ReadLines(path));
    }

    /// <summary>Reads the lines of a file.</summary>
    /// <param name="root">The root of the repository.</param>
    /// <param name="lines">The lines.</param>
    /// <exception cref="FormatException">A line or a value is not as it should be; the message says which.</exception>
    public static AzuriteConfig Parse(string root, IEnumerable<string> lines)
    {
        Dictionary<string, string> values = ReadValues(lines);
        string Text(string name, string standard) => values.Remove(name, out string? value) ? value : standard;
        int Port(string name, int standard) => Number(name, Text(name, standard.ToString(CultureInfo.InvariantCulture)));
        bool Flag(string name) => Text(name, "false") is var value && bool.TryParse(value, out bool flag)
            ? flag
            : throw new FormatException($"{FileName}: {name} is '{value}'; it must be true or false.");

        var config = new AzuriteConfig(
            root,
            Text("host", "127.0.0.1"),
            Port("blobPort", 10000),
            Port("queuePort", 10001),
            Port("tablePort", 10002),
            Path.GetFullPath(Path.Combine(root, Text("location", ".azurite"))),
            Flag("skipApiVersionCheck"),
            Flag("disableTelemetry"),
            Flag("silent"));
        return values.Count == 0
            ? config
            : throw new FormatException($"{FileName}: '{values.Keys.First()}' is not a known setting.");
    }

    private static Dictionary<string, string> ReadValues(IEnumerable<string> lines)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0))
        {
            string[] parts = line.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts is not [{ Length: > 0 } name, { Length: > 0 } value])
            {
                throw new FormatException($"{FileName}: '{line}' is not 'name = value'.");
            }

            values[name] = value;
        }

        return values;
    }

    private static int Number(string name, string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536
            ? port
            : throw new FormatException($"{FileName}: {name} is '{value}'; it must be a port from 1 to 65535.");
}
