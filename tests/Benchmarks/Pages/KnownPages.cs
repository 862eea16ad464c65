using System.Text;
using System.Text.Json;

namespace PerfFunctions.Benchmarks.Pages;

/// <summary>A page whose numbers are known but for what the browser needs.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Path">Where it is.</param>
internal sealed record KnownPage(string Name, string Path);

/// <summary>An answer of the site.</summary>
/// <param name="Type">Media type.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Delay">How long the server thinks.</param>
internal sealed record PageAnswer(string Type, byte[] Body, TimeSpan Delay);

/// <summary>The pages that are compared.</summary>
internal static class KnownPages
{
    private const string Head =
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><link rel=icon href='data:,'><title>Page</title>"
        + "<style>body{margin:0}</style>";

    private const string Words = "<h1>Words of a page</h1><p>Some more words, which fill a line or two of a phone's screen.</p>";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownPage> All { get; } =
    [
        new("text", "/text"),
        new("late hero image", "/hero"),
        new("layout shift", "/shift"),
        new("long task", "/task"),
        new("blocking style", "/style"),
        new("frame that shifts", "/frame"),
        new("single page", "/app"),
        new("dialog", "/dialog"),
    ];

    /// <summary>What the site answers, by path.</summary>
    public static IReadOnlyDictionary<string, PageAnswer> Answers { get; } = new Dictionary<string, PageAnswer>
    {
        ["/text"] = Html(Words),
        ["/hero"] = Html(Words + "<img src=/hero.bmp width=400 height=300 alt=''>"),
        // Large enough itself: what is scaled up counts for the largest paint with its own size only.
        ["/hero.bmp"] = After(600, "image/bmp", Bitmap(200, 150)),
        // All of the screen moves by a tenth of its height: a score of 0.1.
        ["/shift"] = Html("<div id=ad></div><main style='height:3000px;background:#eee'>Words</main><script async src=/shift.js></script>"),
        ["/shift.js"] = After(300, "text/javascript", "document.getElementById('ad').style.height = '10vh';"u8.ToArray()),
        // Blocks for 250 ms less the 50 that any task may take.
        ["/task"] = Html(Words + "<script async src=/task.js></script>"),
        ["/task.js"] = After(300, "text/javascript", "const end = performance.now() + 250; while (performance.now() < end);"u8.ToArray()),
        ["/style"] = Html("<link rel=stylesheet href=/style.css>" + Words),
        ["/frame"] = Html(Words + "<iframe src=/shift width=400 height=300 style='border:0'></iframe>"),
        // Draws what it has to say after a request of its own.
        ["/app"] = Html("<div id=root></div><script>fetch('/app.json').then(r => r.json()).then(j => { root.innerHTML = j.html; });</script>"),
        ["/app.json"] = After(300, "application/json", JsonSerializer.SerializeToUtf8Bytes(new { html = Words })),
        ["/dialog"] = Html(Words + "<script>setTimeout(() => alert('Welcome'), 100);</script>"),
        ["/style.css"] = After(400, "text/css", "h1{color:#06c}"u8.ToArray()),
    };

    private static PageAnswer Html(string body) => After(0, "text/html", Encoding.UTF8.GetBytes(Head + body));

    private static PageAnswer After(int milliseconds, string type, byte[] body) => new(type, body, TimeSpan.FromMilliseconds(milliseconds));

    // The one format that needs no encoder: a header of 54 bytes, then 3 bytes a dot. The width is a multiple of 4, so no
    // row needs padding. A pattern, since a browser may take a picture of one colour for a background.
    private static byte[] Bitmap(int width, int height)
    {
        using MemoryStream file = new();
        using BinaryWriter writer = new(file);
        int size = width * height * 3;
        writer.Write("BM"u8);
        foreach (int number in new[] { 54 + size, 0, 54, 40, width, height, 1 | (24 << 16), 0, size, 2835, 2835, 0, 0 })
        {
            writer.Write(number);
        }

        writer.Write([.. Enumerable.Range(0, size).Select(index => (byte)(index * 7))]);
        return file.ToArray();
    }
}
