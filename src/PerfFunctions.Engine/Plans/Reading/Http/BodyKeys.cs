using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Files;
using PerfFunctions.Engine.Plans.Grammar;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares the maps of bodies, and those that name a file beside the plan.</summary>
internal static class BodyKeys
{
    /// <summary>The keys of which one says what bytes are sent.</summary>
    public static readonly string[] Sources = ["base64", "size", "file"];

    /// <summary>The keys of which one says what a part holds; without them it is the file beside the plan.</summary>
    public static readonly string[] Contents = ["text", "size", "base64"];

    /// <summary>Bytes; what a file holds is left to the reader of the body.</summary>
    public static readonly MapGrammar<RequestBody?> Bytes = new(
        "bytes", "Bytes", "One of base64, size and file.",
        rule: new KeyChoice("the content of the body", Sources),
        never: Parse("""{ "required": ["template"], "not": { "required": ["file"] } }"""))
    {
        { "base64", Ref("text"), "The bytes in Base64.", (_, field) => BodyReader.ReadBytes("base64", field) },
        { "size", Ref("size"), "Number of made-up bytes.", (_, field) => BodyReader.ReadBytes("size", field) },
        { "file", Ref("planFile"), "File beside the plan, sent as it is." },
        { "template", Template(), "Whether the file is a text in which ${…} is filled in; in .json values keep their types." },
    };

    /// <summary>A part of a form. What <c>file</c> means depends on what stands beside it.</summary>
    public static readonly MapGrammar<string?> Part = new(
        "part", "Multipart part", "One of text, size and base64; without them, the file beside the plan.", never: NoPart())
    {
        { "file", Ref("text"), "File name to send; without other content, the file beside the plan to send." },
        { "template", Template(), "Whether the file is a text in which ${…} is filled in." },
        {
            "type", ValueGrammars.Of(Pattern(@"^[^\s/]+/[^\s/]+"), BodyReader.ReadType), "Content type.",
            (_, v) => v
        },
        { "text", Ref("text"), "Content as text." },
        { "size", Ref("size"), "Size of generated content." },
        { "base64", Ref("text"), "Content in Base64." },
    };

    /// <summary>A file beside the plan.</summary>
    public static readonly MapGrammar<Field?> File = new("fileMap", "File")
    {
        { "file", Ref("planFile"), "File beside the plan.", (_, field) => field, PlanFilePath.Allowed },
    };

    private static JsonObject Template() => new() { ["type"] = "boolean", ["default"] = false };

    private static JsonObject NoPart() => Parse(
        """
        {
          "anyOf": [
            { "required": ["text", "size"] },
            { "required": ["text", "base64"] },
            { "required": ["size", "base64"] },
            {
              "not": {
                "anyOf": [
                  { "required": ["text"] }, { "required": ["size"] }, { "required": ["base64"] },
                  { "required": ["file"], "properties": { "file": { "$ref": "#/$defs/planFile" } } }
                ]
              }
            },
            {
              "required": ["template"],
              "anyOf": [
                { "not": { "required": ["file"] } },
                { "required": ["text"] }, { "required": ["size"] }, { "required": ["base64"] }
              ]
            }
          ]
        }
        """);
}
