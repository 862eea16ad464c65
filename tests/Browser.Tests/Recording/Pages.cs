using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PerfFunctions.Browser.Tests.Recording;

/// <summary>Pieces of pages whose answers are known.</summary>
internal static class Pages
{
    /// <summary>Begins a page without an icon to ask for.</summary>
    public const string Head = "<!doctype html><html lang=en><link rel=icon href='data:,'><style>body{margin:0}</style>";

    /// <summary>Script that keeps the thread for a time.</summary>
    public const string Busy = "function busy(ms){const end=performance.now()+ms;while(performance.now()<end);}";

    /// <summary>A site by path; what is not there is 404.</summary>
    public static Task<TestSite> SiteAsync(Dictionary<string, Func<HttpContext, Task>> answers) =>
        TestSite.StartAsync(context => answers.TryGetValue(context.Request.Path.Value!, out Func<HttpContext, Task>? answer)
            ? answer(context)
            : context.StatusAsync(404));

    /// <summary>A picture of one colour; random bytes after it make the file bigger, and a browser does not mind.</summary>
    public static byte[] Image(int width, int height, int bytes = 0)
    {
        byte[] image = [.. Bitmap(width, height)];
        return bytes > image.Length ? [.. image, .. new byte[bytes - image.Length]] : image;
    }

    /// <summary>Text in gzip.</summary>
    public static byte[] Gzip(string text)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }
        return compressed.ToArray();
    }

    // A bitmap needs no compression: a header of 54 bytes and 3 bytes a pixel, rows padded to 4.
    private static byte[] Bitmap(int width, int height)
    {
        int row = ((width * 3) + 3) / 4 * 4;
        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        writer.Write("BM"u8);
        foreach (int number in new[] { 54 + (row * height), 0, 54, 40, width, height, 1 | (24 << 16), 0, row * height, 2835, 2835, 0, 0 })
        {
            writer.Write(number);
        }
        writer.Write([.. Enumerable.Repeat((byte)0x40, row * height)]);
        return file.ToArray();
    }
}
