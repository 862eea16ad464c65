using System.Security.Cryptography;
using System.Text.Json.Serialization;
using PerfFunctions.Engine.Units;

namespace PerfFunctions.Engine.Plans.Files;

/// <summary>A file beside a plan.</summary>
/// <param name="Path">Where it is, from the plan's folder on; see <see cref="PlanFilePath"/>.</param>
/// <param name="Hash">SHA-256 of its content, 64 hexadecimal digits; empty for one that cannot be used.</param>
/// <param name="Bytes">Size of its content.</param>
public sealed record PlanFile(string Path, string Hash, long Bytes)
{
    private static string Allowed => Sizes.Format(PlanFileLimits.FileBytes);

    /// <summary>Why it cannot be used, in a sentence about it; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Its content, which is never changed; null where it is not loaded.</summary>
    [JsonIgnore]
    public byte[]? Content { get; init; }

    /// <summary>A file with its content. One that is too large cannot be used.</summary>
    public static PlanFile Of(string path, byte[] content) => content.Length > PlanFileLimits.FileBytes
        ? TooLarge(path, content.Length)
        : new PlanFile(path, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length) { Content = content };

    /// <summary>A file that is larger than one may be, and was not read.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="bytes">Its size, as far as known.</param>
    public static PlanFile TooLarge(string path, long bytes) =>
        Unusable(path, $"the file is too large: it has {Sizes.Format(bytes)}, and {Allowed} are allowed");

    /// <summary>A symbolic link, which is not followed.</summary>
    /// <param name="path">Its path.</param>
    public static PlanFile Linked(string path) =>
        Unusable(path, "this is a symbolic link, which may lead out of the plan's folder");

    /// <summary>A file that cannot be used.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="problem">Why, in a sentence about it.</param>
    public static PlanFile Unusable(string path, string problem) => new(path, "", 0) { Problem = problem };
}
