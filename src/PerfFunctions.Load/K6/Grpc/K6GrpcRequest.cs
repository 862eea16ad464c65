using System.Text;
using Jint.Native.Object;
using Jint.Runtime;
using PerfFunctions.Engine.Network;
using PerfFunctions.Load.Http;
using PerfFunctions.Load.Scripts;
using Types = Jint.Runtime.Types;

namespace PerfFunctions.Load.K6.Grpc;

/// <summary>The call of a method as a script asks for it.</summary>
/// <param name="Service">Full name of the service.</param>
/// <param name="Method">Name of its method.</param>
/// <param name="Draft">What is sent: metadata as headers, the message as JSON.</param>
internal sealed record K6GrpcRequest(string Service, string Method, RequestDraft Draft)
{
    /// <summary>Reads what a script gave.</summary>
    /// <param name="address">Address of the server, such as <c>127.0.0.1:50051</c>.</param>
    /// <param name="isPlain">Whether it is without TLS.</param>
    /// <param name="method">Service and method, such as <c>shop.v1.Catalog/GetItem</c>.</param>
    /// <param name="message">The message, as JSON.</param>
    /// <param name="parameters">Parameters, of which <c>metadata</c> is sent; null for none.</param>
    /// <exception cref="ScriptEndException">It is not a call.</exception>
    public static K6GrpcRequest Of(string address, bool isPlain, string method, string message, ObjectInstance? parameters) =>
        method.TrimStart('/').Split('/') is [{ Length: > 0 } service, { Length: > 0 } name]
            ? new(service, name, DraftOf(address, isPlain, message, parameters))
            : throw new ScriptEndException($"'{Cut(method)}' is not a method such as shop.v1.Catalog/GetItem");

    private static RequestDraft DraftOf(string address, bool isPlain, string message, ObjectInstance? parameters)
    {
        try
        {
            Uri site = TargetAddress.AsWritten($"{(isPlain ? "http" : "https")}://{address}/");
            return new RequestDraft("POST", site, MetadataOf(parameters), Encoding.UTF8.GetBytes(message));
        }
        catch (UriFormatException)
        {
            throw new ScriptEndException($"'{Cut(address)}' is not an address such as grpc.shop.example:443");
        }
    }

    private static KeyValuePair<string, string>[] MetadataOf(ObjectInstance? parameters) => parameters?.Get("metadata") is ObjectInstance metadata
        ? [.. metadata.GetOwnPropertyKeys(Types.String).Select(key => KeyValuePair.Create(key.ToString(), TypeConverter.ToString(metadata.Get(key))))]
        : [];

    private static string Cut(string text) => text.Length > 80 ? $"{text[..80]}…" : text;
}
