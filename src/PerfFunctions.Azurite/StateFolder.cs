namespace PerfFunctions.Azurite;

/// <summary>
/// The folder that the emulator keeps its data in. The emulator itself does not say what is wrong with it: on some file systems it
/// tries for ever to create a folder that cannot be, and two emulators overwrite each other's data without a word.
/// </summary>
public static class StateFolder
{
    private const string LockName = "emulator.lock";

    /// <summary>Creates the folder if need be, and makes sure that files can be written there.</summary>
    /// <exception cref="LocalSetupException">It cannot be used; the message says why.</exception>
    public static void Prepare(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            using FileStream probe = new(
                Path.Combine(path, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalSetupException(
                $"The state folder {path} cannot be written to ({e.Message.TrimEnd('.')}). "
                + $"Set 'location' in {AzuriteConfig.FileName} to a folder that can.");
        }
    }

    /// <summary>Holds the folder for one emulator until the result is disposed, or this process ends.</summary>
    /// <returns>Null when another process holds it.</returns>
    /// <exception cref="LocalSetupException">The folder cannot be used; the message says why.</exception>
    internal static IDisposable? TryHold(string path)
    {
        Prepare(path);
        try
        {
            return new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>What is said of a folder that another process holds.</summary>
    internal static LocalSetupException InUse(string path) => new(
        $"The state folder {path} is in use by a storage emulator that another process runs. "
        + $"Stop that one, or set another 'location' in {AzuriteConfig.FileName}.");
}
