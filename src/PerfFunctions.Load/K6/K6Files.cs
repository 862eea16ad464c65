using System.Text;
using Jint.Native;
using Jint.Runtime;
using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Protobuf;
using PerfFunctions.Engine.Units;
using PerfFunctions.Load.K6.Crypto;
using PerfFunctions.Load.K6.Grpc;
using PerfFunctions.Load.Scripts;
using JsEngine = Jint.Engine;

namespace PerfFunctions.Load.K6;

/// <summary>The files that a script opens. All users of a loop share a text; of bytes each has its own, which it may change.</summary>
/// <param name="read">The content of a file by what <c>open()</c> is given; null where there is none.</param>
internal sealed class K6Files(Func<string, byte[]?> read)
{
    private const long MaxCopied = 256_000_000;

    private readonly Dictionary<string, byte[]> _contents = [];
    private readonly Dictionary<string, JsString> _texts = [];
    private readonly Dictionary<string, ProtoSchema> _schemas = [];
    private long _copied;

    /// <summary>The files of a script in a plan.</summary>
    public static K6Files Of(K6Script script) => new(given => script.Files.GetValueOrDefault(K6Script.PathOf(given)));

    /// <summary>Opens a file.</summary>
    /// <param name="engine">Engine of the script.</param>
    /// <param name="given">Its path, as the script writes it.</param>
    /// <param name="isBinary">Whether the script wants a buffer.</param>
    /// <exception cref="JavaScriptException">There is no such file, which a script may catch.</exception>
    /// <exception cref="ScriptEndException">There are too many copies of it.</exception>
    public JsValue Open(JsEngine engine, string given, bool isBinary)
    {
        if (!_contents.TryGetValue(given, out byte[]? content))
        {
            content = read(given) ?? throw new JavaScriptException(engine.Intrinsics.Error, $"'{Cut(given)}' is not among the files of the script");
            _contents.Add(given, content);
        }

        if (isBinary)
        {
            _copied += content.Length;
            return _copied <= MaxCopied ? K6Bytes.Buffer(engine, [.. content]) : throw new ScriptEndException(
                $"opens '{Cut(given)}' as bytes for so many users that they take more than {Sizes.Format(MaxCopied)}");
        }

        if (!_texts.TryGetValue(given, out JsString? text))
        {
            _texts.Add(given, text = new JsString(Encoding.UTF8.GetString(content).TrimStart('\uFEFF')));
        }

        return text;
    }

    /// <summary>Reads <c>.proto</c> files, or a descriptor set; gives a key by which <see cref="Schema"/> knows what they describe.</summary>
    /// <param name="paths">Folders that they and their imports are looked for in; null for a descriptor set.</param>
    /// <param name="files">The files.</param>
    /// <exception cref="ScriptEndException">A file is missing, or is not such a file.</exception>
    public string Load(IReadOnlyList<string>? paths, IReadOnlyList<string> files)
    {
        string key = string.Join('\n', [.. paths ?? ["set"], "", .. files]);
        if (_schemas.ContainsKey(key))
        {
            return key;
        }

        try
        {
            _schemas.Add(key, paths is null
                ? ProtoSchema.OfSet(read(files[0]) ?? throw new FormatException($"'{Cut(files[0])}' is not among the files of the script"))
                : ProtoFiles.Read(paths, files, read));
            return key;
        }
        catch (FormatException e)
        {
            throw new ScriptEndException($"cannot load {string.Join(", ", files.Select(Cut))}: {e.Message}");
        }
    }

    /// <summary>What files describe that were loaded; null for a key that is not known.</summary>
    public ProtoSchema? Schema(string key) => _schemas.GetValueOrDefault(key);

    private static string Cut(string given) => given.Length > 60 ? $"{given[..60]}…" : given;
}
