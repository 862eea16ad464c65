using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace PerfFunctions.Load.K6;

/// <summary>What the options of a script say of every request.</summary>
internal sealed record K6Traits
{
    private const int MaxRedirects = 10;

    /// <summary>Whether bodies are left out of responses, unless a request asks for its own.</summary>
    public bool DiscardsBodies { get; init; }

    /// <summary>Whether a request without an answer throws.</summary>
    public bool Throws { get; init; }

    /// <summary>Redirects that are followed.</summary>
    public int Redirects { get; init; } = MaxRedirects;

    /// <summary>Reads the options that a script exports; null for none.</summary>
    public static K6Traits Of(ObjectInstance? options) => options is null ? new() : new()
    {
        DiscardsBodies = options.Get("discardResponseBodies") == JsBoolean.True,
        Throws = options.Get("throw") == JsBoolean.True,
        Redirects = options.Get("maxRedirects") is JsNumber number
            ? (int)Math.Clamp(TypeConverter.ToNumber(number), 0, MaxRedirects)
            : MaxRedirects,
    };
}
