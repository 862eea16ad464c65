using System.Text;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.Engine.Plans.Reading;

/// <summary>Reads a plan file. Never throws on bad input, and reports all problems at once.</summary>
public static class PlanParser
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a plan file as it came: UTF-8, with or without a byte-order mark; YAML or JSON.</summary>
    /// <param name="utf8">The file.</param>
    /// <param name="settings">What a run chooses of it; null for nothing.</param>
    /// <param name="files">
    /// The files beside it; null where they are not at hand. Then nothing is said of them, and a plan that names files has a
    /// name, a target and a schedule, but cannot be run.
    /// </param>
    public static PlanParseResult Parse(ReadOnlySpan<byte> utf8, PlanSettings? settings = null, PlanFiles? files = null)
    {
        if (utf8.Length > PlanLimits.FileBytes)
        {
            return Refused(TooLarge);
        }

        try
        {
            return Parse(StrictUtf8.GetString(utf8), settings, files);
        }
        catch (DecoderFallbackException e)
        {
            int line = utf8[..Math.Clamp(e.Index, 0, utf8.Length)].Count((byte)'\n') + 1;
            return Refused(new PlanProblem("", line, null, "the file is not valid UTF-8", "text in UTF-8"));
        }
    }

    /// <summary>Reads the text of a plan file, YAML or JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="settings">What a run chooses of it; null for nothing.</param>
    /// <param name="files">
    /// The files beside it; null where they are not at hand. Then nothing is said of them, and a plan that names files has a
    /// name, a target and a schedule, but cannot be run.
    /// </param>
    public static PlanParseResult Parse(string text, PlanSettings? settings = null, PlanFiles? files = null)
    {
        ProblemList problems = new() { Files = new FileReferences(files) };
        try
        {
            PlanNode? root = Compose(text, problems);
            PerfPlan? plan = root is null ? Empty(problems) : ConfiguredPlan.Read(root, settings ?? PlanSettings.None, problems);
            return new PlanParseResult(plan, problems.ToList(), problems.Files.Named);
        }
        catch (RefusedDocumentException e)
        {
            return Refused(e.Problem);
        }
    }

    /// <summary>The tree of a file; null for an empty one.</summary>
    /// <exception cref="RefusedDocumentException">It is too large, or not YAML or JSON.</exception>
    internal static PlanNode? Compose(string text, ProblemList problems)
    {
        // Length first: it is free, and never more than the count of bytes.
        if (text.Length > PlanLimits.FileBytes || Encoding.UTF8.GetByteCount(text) > PlanLimits.FileBytes)
        {
            throw new RefusedDocumentException(TooLarge);
        }

        text = text.TrimStart('\uFEFF');
        if (ControlCharacterLine(text) is { } line)
        {
            throw new RefusedDocumentException(
                new PlanProblem("", line, null, "the file contains a control character", "text without control characters"));
        }

        return JsonComposer.Compose(text, problems) ?? YamlComposer.Compose(text, problems);
    }

    private static PerfPlan? Empty(ProblemList problems)
    {
        problems.Add("", 1, null, "the plan is empty", string.Join(", ", RootKeys.Map.Keys));
        return null;
    }

    private static int? ControlCharacterLine(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] < ' ' && text[i] is not ('\t' or '\n' or '\r'))
            {
                return text.AsSpan(0, i).Count('\n') + 1;
            }
        }

        return null;
    }

    private static PlanProblem TooLarge =>
        new("", 0, null, "the file is too large", $"at most {Units.Sizes.Format(PlanLimits.FileBytes)}");

    private static PlanParseResult Refused(PlanProblem problem) => new(null, [problem]);
}
