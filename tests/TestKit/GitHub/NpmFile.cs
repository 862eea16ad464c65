using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using PerfFunctions.Azurite;

namespace PerfFunctions.TestKit.GitHub;

/// <summary>
/// Single files of npm packages, as pinned by the lock file beside this one. A package is fetched by npm once, held
/// against the lock's hash, and what is needed of it is kept below <c>obj</c>; nothing else is unpacked.
/// </summary>
internal static class NpmFile
{
    /// <summary>What a file of a package comes to.</summary>
    /// <param name="package">Package name.</param>
    /// <param name="entry">The file's path in the package.</param>
    /// <param name="keptAs">Name of the kept result; another one when <paramref name="reduce"/> gives something else.</param>
    /// <param name="reduce">Makes of the file what is kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<byte[]> ReadAsync(
        string package, string entry, string keptAs, Func<Stream, byte[]> reduce, CancellationToken cancellationToken)
    {
        string kit = Path.Combine(RepositoryRoot.Find(), "tests", "TestKit");
        string pins = Path.Combine(kit, "GitHub", "npm");
        (string version, string integrity) = Pin(Path.Combine(pins, "package-lock.json"), package);
        string folder = Path.Combine(kit, "obj", "github", $"{package.Replace('/', '-')}-{version}");
        string kept = Path.Combine(folder, keptAs);
        await using FileStream held = await Npm.LockAsync(folder, TimeProvider.System, cancellationToken);
        if (!File.Exists(kept))
        {
            Directory.CreateDirectory(folder);
            await Npm.RunAsync(pins, ["pack", $"{package}@{version}", "--silent", "--pack-destination", folder],
                cancellationToken);
            string tarball = Directory.GetFiles(folder, "*.tgz").Single();
            Verify(tarball, integrity);
            await File.WriteAllBytesAsync(kept + ".part", reduce(Open(tarball, entry)), cancellationToken);
            File.Move(kept + ".part", kept);
            File.Delete(tarball);
        }

        return await File.ReadAllBytesAsync(kept, cancellationToken);
    }

    private static (string Version, string Integrity) Pin(string lockFile, string package)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(lockFile));
        JsonElement pin = json.RootElement.GetProperty("packages").GetProperty($"node_modules/{package}");
        return (pin.GetProperty("version").GetString()!, pin.GetProperty("integrity").GetString()!);
    }

    private static void Verify(string tarball, string integrity)
    {
        using FileStream file = File.OpenRead(tarball);
        string actual = $"sha512-{Convert.ToBase64String(SHA512.HashData(file))}";
        if (actual != integrity)
        {
            throw new InvalidDataException($"{Path.GetFileName(tarball)} is not what the lock file pins: {actual} instead of {integrity}.");
        }
    }

    private static MemoryStream Open(string tarball, string entry)
    {
        using var unzipped = new GZipStream(File.OpenRead(tarball), CompressionMode.Decompress);
        using var tar = new TarReader(unzipped);
        while (tar.GetNextEntry() is { } next)
        {
            if (next.Name == $"package/{entry}")
            {
                var copy = new MemoryStream();
                next.DataStream!.CopyTo(copy);
                copy.Position = 0;
                return copy;
            }
        }

        throw new InvalidDataException($"{Path.GetFileName(tarball)} holds no {entry}.");
    }
}
