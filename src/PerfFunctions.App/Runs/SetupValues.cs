using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using PerfFunctions.App.Storage;
using PerfFunctions.Engine.Text;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.App.Runs;

/// <summary>
/// What a run's setup captured, on its way to the shards. It may hold tokens, so it is kept encrypted: the values in a blob, and
/// the key, which is of this run alone, in a row. Once the row is deleted, nothing that kept a copy of the blob can read it.
/// </summary>
public sealed class SetupValues(ResultStorage storage, RunBlobs blobs)
{
    private const string KeyColumn = "Key";
    private const int KeyBytes = 32;

    /// <summary>Keeps the values, in the place of those of an earlier attempt.</summary>
    public async Task SaveAsync(string runId, IReadOnlyDictionary<string, Value> values, CancellationToken cancellationToken)
    {
        byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);
        byte[] plain = JsonSerializer.SerializeToUtf8Bytes(values.ToDictionary(v => v.Key, v => v.Value.ToJson()), PerfJson.Options);
        await blobs.SaveSetupAsync(runId, Encrypt(runId, key, plain), cancellationToken);
        await storage.Runs.UpsertEntityAsync(
            new TableEntity(runId, TableKeys.SetupKey) { [KeyColumn] = key }, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>The values; null when there are none, or they have been forgotten.</summary>
    public async Task<IReadOnlyDictionary<string, Value>?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row =
            await storage.Runs.GetEntityIfExistsAsync<TableEntity>(runId, TableKeys.SetupKey, cancellationToken: cancellationToken);
        BinaryData? kept = row.HasValue ? await blobs.FindSetupAsync(runId, cancellationToken) : null;
        return kept is not null && Decrypt(runId, row.Value!.GetBinary(KeyColumn), kept.ToArray()) is { } plain
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(plain, PerfJson.Options)!
                .ToDictionary(v => v.Key, v => Value.ReadJson(v.Value) ?? Value.Null)
            : null;
    }

    /// <summary>Makes the values unreadable, and deletes them. Safe to repeat.</summary>
    public async Task ForgetAsync(string runId, CancellationToken cancellationToken)
    {
        await storage.Runs.DeleteEntityAsync(runId, TableKeys.SetupKey, cancellationToken: cancellationToken);
        await blobs.DeleteSetupAsync(runId, cancellationToken);
    }

    private static byte[] Encrypt(string runId, byte[] key, byte[] plain)
    {
        byte[] all = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plain.Length];
        (Range nonce, Range tag, Range text) = Parts;
        RandomNumberGenerator.Fill(all.AsSpan(nonce));
        using AesGcm cipher = new(key, AesGcm.TagByteSizes.MaxSize);
        cipher.Encrypt(all.AsSpan(nonce), plain, all.AsSpan(text), all.AsSpan(tag), Encoding.UTF8.GetBytes(runId));
        return all;
    }

    private static byte[]? Decrypt(string runId, byte[] key, byte[] all)
    {
        (Range nonce, Range tag, Range text) = Parts;
        byte[] plain = new byte[all.AsSpan(text).Length];
        using AesGcm cipher = new(key, AesGcm.TagByteSizes.MaxSize);
        try
        {
            cipher.Decrypt(all.AsSpan(nonce), all.AsSpan(text), all.AsSpan(tag), plain, Encoding.UTF8.GetBytes(runId));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            // The blob is of an attempt that did not come to keeping its key.
            return null;
        }
    }

    private static (Range Nonce, Range Tag, Range Text) Parts
    {
        get
        {
            int tag = AesGcm.NonceByteSizes.MaxSize;
            int text = tag + AesGcm.TagByteSizes.MaxSize;
            return (..tag, tag..text, text..);
        }
    }
}
