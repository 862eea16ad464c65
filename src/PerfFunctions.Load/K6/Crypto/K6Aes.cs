using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PerfFunctions.Load.K6.Crypto;

/// <summary>AES with keys of 128, 192 and 256 bits.</summary>
internal static class K6Aes
{
    private const int Block = 16;

    /// <summary>The data by AES-CBC, with padding.</summary>
    public static byte[] Cbc(byte[] key, byte[] vector, byte[] data, bool encrypts)
    {
        using Aes aes = Of(key);
        return encrypts ? aes.EncryptCbc(data, vector) : aes.DecryptCbc(data, vector);
    }

    /// <summary>The data by AES-GCM, with the tag at its end.</summary>
    public static byte[] Gcm(byte[] key, byte[] vector, byte[] data, byte[] additional, int tagBytes, bool encrypts)
    {
        using AesGcm aes = new(key, tagBytes);
        if (encrypts)
        {
            byte[] sealedData = new byte[data.Length + tagBytes];
            aes.Encrypt(vector, data, sealedData.AsSpan(0, data.Length), sealedData.AsSpan(data.Length), additional);
            return sealedData;
        }

        byte[] opened = new byte[Math.Max(0, data.Length - tagBytes)];
        aes.Decrypt(vector, data.AsSpan(0, opened.Length), data.AsSpan(opened.Length), opened, additional);
        return opened;
    }

    /// <summary>The data by AES-CTR, which decrypts what it encrypted.</summary>
    /// <param name="key">The key.</param>
    /// <param name="first">The first block of the counter.</param>
    /// <param name="bits">Bits at its end that count.</param>
    /// <param name="data">The data.</param>
    public static byte[] Ctr(byte[] key, byte[] first, int bits, byte[] data)
    {
        int blocks = (data.Length + Block - 1) / Block;
        if (first.Length != Block || bits is < 1 or > 128 || (bits < 31 && blocks > 1 << bits))
        {
            throw new CryptographicException("The counter has 16 bytes, of which 1 to 128 bits count all blocks.");
        }

        UInt128 mask = bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
        UInt128 start = BinaryPrimitives.ReadUInt128BigEndian(first);
        byte[] stream = new byte[blocks * Block];
        for (int i = 0; i < blocks; i++)
        {
            UInt128 counter = (start & ~mask) | ((start + (UInt128)i) & mask);
            BinaryPrimitives.WriteUInt128BigEndian(stream.AsSpan(i * Block), counter);
        }

        using Aes aes = Of(key);
        stream = aes.EncryptEcb(stream, PaddingMode.None);
        byte[] result = new byte[data.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (byte)(data[i] ^ stream[i]);
        }

        return result;
    }

    private static Aes Of(byte[] key)
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }
}
