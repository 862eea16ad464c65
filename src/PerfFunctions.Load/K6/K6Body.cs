using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Load.K6.Crypto;

namespace PerfFunctions.Load.K6;

/// <summary>The body of a request: a text, bytes, or the fields of a form.</summary>
internal static class K6Body
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>The bytes, and their type where it follows from what they are.</summary>
    /// <param name="body">What the script gave.</param>
    /// <param name="chance">Chance for what separates the parts of a form.</param>
    /// <param name="contentType">The type; null where it does not follow.</param>
    public static byte[]? Of(JsValue body, Func<ulong> chance, out string? contentType)
    {
        contentType = null;
        if (body.IsNull() || body.IsUndefined())
        {
            return null;
        }

        if (K6Bytes.TryRead(body) is { } bytes)
        {
            return bytes;
        }

        if (body is not ObjectInstance fields)
        {
            return Encoding.UTF8.GetBytes(TypeConverter.ToString(body));
        }

        (string Name, JsValue Value)[] all = [.. fields.GetOwnPropertyKeys(Types.String).Select(k => (k.ToString(), fields.Get(k)))];
        if (all.Any(f => IsFile(f.Value)))
        {
            return Multipart(all, chance, out contentType);
        }

        contentType = Form;
        return Encoding.UTF8.GetBytes(string.Join('&', all.SelectMany(f => ValuesOf(f.Value).Select(v => $"{Encode(f.Name)}={Encode(v)}"))));
    }

    private static bool IsFile(JsValue value) => value is ObjectInstance file && file.HasProperty("filename") && file.HasProperty("content_type");

    private static IEnumerable<string> ValuesOf(JsValue value) =>
        value is JsArray list ? list.Select(TypeConverter.ToString) : [TypeConverter.ToString(value)];

    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    private static byte[] Multipart((string Name, JsValue Value)[] fields, Func<ulong> chance, out string contentType)
    {
        string boundary = $"perf{chance():x16}{chance():x16}";
        contentType = $"multipart/form-data; boundary={boundary}";
        using MemoryStream whole = new();
        void Write(string text) => whole.Write(Encoding.UTF8.GetBytes(text));
        foreach ((string name, JsValue value) in fields)
        {
            Write($"--{boundary}\r\nContent-Disposition: form-data; name=\"{Quoted(name)}\"");
            if (IsFile(value))
            {
                var file = (ObjectInstance)value;
                Write($"; filename=\"{Quoted(file.Get("filename").ToString())}\"\r\nContent-Type: {Quoted(file.Get("content_type").ToString())}\r\n\r\n");
                whole.Write(K6Bytes.TryRead(file.Get("data")) ?? Encoding.UTF8.GetBytes(TypeConverter.ToString(file.Get("data"))));
            }
            else
            {
                Write($"\r\n\r\n{TypeConverter.ToString(value)}");
            }

            Write("\r\n");
        }

        Write($"--{boundary}--\r\n");
        return whole.ToArray();
    }

    private static string Quoted(string text) => text.Replace("\"", "%22", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
