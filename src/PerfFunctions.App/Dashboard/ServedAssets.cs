using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace PerfFunctions.App.Dashboard;

/// <summary>
/// Scripts, styles and pictures that pages load. Each has a hash of its content in its address, so that a browser may keep it for good
/// and still sees another version at once.
/// </summary>
public static class ServedAssets
{
    private const string Folder = "/assets/";
    private const int HashLength = 16;

    private static readonly ConcurrentDictionary<string, PageAsset> ByName = new(StringComparer.Ordinal);

    /// <summary>Joins files of one kind into an asset, named after the last of them.</summary>
    /// <returns>Its address.</returns>
    public static string Add(params string[] files)
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Join('\n', files.Select(PageSource.Read)));
        string hash = Convert.ToHexStringLower(SHA256.HashData(content))[..HashLength];
        string ending = Path.GetExtension(files[^1]);
        string name = $"{Path.GetFileNameWithoutExtension(files[^1])}.{hash}{ending}";
        ByName.TryAdd(name, new(content, TypeOf(ending), hash));
        return Folder + name;
    }

    /// <summary>An asset by its name with the hash; null where there is none, as after an update of the service.</summary>
    public static PageAsset? Find(string name) => ByName.GetValueOrDefault(name);

    private static string TypeOf(string ending) => ending switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => throw new InvalidOperationException($"Pages load no files with the ending '{ending}'."),
    };
}

/// <summary>A file that pages load.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Hash">The beginning of the SHA-256 of its content, in hexadecimal digits.</param>
public sealed record PageAsset(byte[] Content, string Type, string Hash)
{
    // The largest script, of 436 kB, has 125 kB at this quality after 0.3 s; 133 kB at the quality below it, 123 kB after 0.7 s at the
    // one above.
    private const int Quality = 10;
    private const int Window = 22;

    private readonly Lazy<byte[]> _brotli = new(() => Compress(Content));

    /// <summary>Its bytes by Brotli, compressed when first asked for and then kept.</summary>
    public byte[] Brotli => _brotli.Value;

    private static byte[] Compress(byte[] content)
    {
        byte[] target = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        return BrotliEncoder.TryCompress(content, target, out int length, Quality, Window)
            ? target[..length]
            : throw new InvalidOperationException("The longest that Brotli gives was not long enough.");
    }
}
