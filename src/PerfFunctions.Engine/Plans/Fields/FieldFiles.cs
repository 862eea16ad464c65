using System.Text;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Files;

namespace PerfFunctions.Engine.Plans.Fields;

/// <summary>Reads files beside the plan, which a field names.</summary>
internal static class FieldFiles
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The path of a file that a field is; null where it is none, of which nothing is said here.</summary>
    public static string? FilePath(this Field field) =>
        field.Node is ScalarNode scalar && !field.IsEmpty ? PlanFilePath.Read(scalar.Text) : null;

    /// <summary>The content of the file that a field names; null if it is not at hand, or a problem was reported.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isText">Whether the plan cannot be read without it.</param>
    public static byte[]? FileContent(this Field field, bool isText = false)
    {
        if (field.Text(PlanFilePath.Allowed, PlanLimits.TextLength) is null)
        {
            return null;
        }

        if (field.FilePath() is not { } path)
        {
            field.Refuse("this is not the path of a file beside the plan", PlanFilePath.Allowed);
            return null;
        }

        FileReferences files = field.Problems.Files;
        PlanFile? file = files.Name(path, isText);
        if (file?.Problem is { } problem)
        {
            field.Refuse(problem, "a file that can be used");
        }
        else if (file is null && !files.IsOpen)
        {
            field.Refuse("there is no such file", $"a file beside the plan; {PlanFilePath.Allowed}");
        }

        return file?.Content;
    }

    /// <summary>The text of the file that a field names; null if it is not at hand, or a problem was reported.</summary>
    /// <param name="field">The field.</param>
    /// <param name="longest">Characters it may have.</param>
    /// <param name="isText">Whether the plan cannot be read without it.</param>
    public static FileText? FileText(this Field field, int longest, bool isText = true)
    {
        if (field.FileContent(isText) is not { } content)
        {
            return null;
        }

        string path = field.FilePath()!;
        try
        {
            FileText file = new(path, StrictUtf8.GetString(content).TrimStart('\uFEFF'));
            if (file.Text.Length <= longest)
            {
                return file;
            }

            field.Refuse($"in '{path}': {file.Text.Length} characters are too many", $"at most {longest} characters");
        }
        catch (DecoderFallbackException e)
        {
            int line = 1 + content.AsSpan(0, Math.Clamp(e.Index, 0, content.Length)).Count((byte)'\n');
            field.Refuse($"in '{path}': line {line}: it is not valid UTF-8", "text in UTF-8");
        }

        return null;
    }
}
