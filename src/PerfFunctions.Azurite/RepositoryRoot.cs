namespace PerfFunctions.Azurite;

/// <summary>Finds the root of the repository.</summary>
public static class RepositoryRoot
{
    private const string Mark = "PerfFunctions.sln";

    /// <summary>The first folder upwards that holds the solution.</summary>
    /// <param name="start">Where to begin; the program's folder, then the current one, if null.</param>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static string Find(string? start = null)
    {
        string[] starts = start is null ? [AppContext.BaseDirectory, Environment.CurrentDirectory] : [start];
        return starts.Select(Upwards).FirstOrDefault(found => found is not null)
            ?? throw new DirectoryNotFoundException(
                $"No {Mark} in or above {string.Join(" or ", starts)}: run this from within the repository.");
    }

    private static string? Upwards(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
