using System.Net;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace PerfFunctions.App.CodeHosts.GitHub.Webhooks;

/// <summary>The two forms that GitHub delivers in. The signature is over the body as it comes, whichever it is.</summary>
public static class DeliveryForm
{
    private const string Field = "payload=";

    /// <summary>The JSON of a delivery; null where a form does not have it.</summary>
    /// <param name="contentType">Value of <c>Content-Type</c>.</param>
    /// <param name="body">The body, its signature verified.</param>
    public static byte[]? Payload(string? contentType, byte[] body)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) ||
            !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return body;
        }

        string? field = Encoding.UTF8.GetString(body).Split('&').FirstOrDefault(part => part.StartsWith(Field, StringComparison.Ordinal));
        return field is null ? null : Encoding.UTF8.GetBytes(WebUtility.UrlDecode(field[Field.Length..]));
    }
}
