using System.Text.Json;
using PerfFunctions.Engine.Audits;

namespace PerfFunctions.Browser.Steadiness;

/// <summary>
/// Keeps the evidence of each load until it is known which one is the median: in temporary files, as one load's is megabytes.
/// They are unlinked as soon as they are open where the system can do that, so that nothing stays of a process that dies.
/// </summary>
internal sealed class EvidenceBuffer : IDisposable
{
    private readonly Dictionary<int, FileStream> _files = [];

    /// <summary>Keeps the evidence of a load; not on a full disk, for the numbers matter more.</summary>
    /// <param name="place">Place of the load among all that were made.</param>
    /// <param name="evidence">Its evidence; null for none.</param>
    public void Put(int place, PageEvidence? evidence)
    {
        if (evidence is null)
        {
            return;
        }
        try
        {
            FileStream file = Open();
            _files[place] = file;
            JsonSerializer.Serialize(file, evidence);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _files.Remove(place, out FileStream? half);
            half?.Dispose();
        }
    }

    /// <summary>The evidence of a load; null when there is none.</summary>
    public PageEvidence? Take(int place)
    {
        if (!_files.TryGetValue(place, out FileStream? file))
        {
            return null;
        }
        file.Position = 0;
        return JsonSerializer.Deserialize<PageEvidence>(file);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (FileStream file in _files.Values)
        {
            file.Dispose();
        }
    }

    private static FileStream Open()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        FileStream file = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }
        return file;
    }
}
