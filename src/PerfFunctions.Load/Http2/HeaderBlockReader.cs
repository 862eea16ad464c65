namespace PerfFunctions.Load.Http2;

/// <summary>
/// Reads the fields of a header block (RFC 7541 section 6). The table that grows with the fields has no room: this end asks for
/// that, so nothing of one block is needed for the next, and nothing is remembered for a server.
/// </summary>
/// <param name="block">The block, whole.</param>
internal ref struct HeaderBlockReader(ReadOnlySpan<byte> block)
{
    private ReadOnlySpan<byte> _rest = block;

    /// <summary>Whether something is not as it has to be.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Reads the next field; false at the end, or where the block is broken.</summary>
    public bool TryRead(out HeaderText name, out HeaderText value)
    {
        name = default;
        value = default;
        while (!IsBroken && _rest.Length > 0)
        {
            byte first = _rest[0];
            if ((first & 0x80) != 0)
            {
                return TryReadIndexed(out name, out value);
            }

            if ((first & 0xE0) != 0x20)
            {
                return TryReadLiteral((first & 0x40) != 0 ? 6 : 4, out name, out value);
            }

            // The size of the table, which cannot be more than none.
            IsBroken = ReadNumber(5) != 0;
        }

        return false;
    }

    private bool TryReadIndexed(out HeaderText name, out HeaderText value)
    {
        IsBroken |= !StaticTable.TryGet(ReadNumber(7), out ReadOnlySpan<byte> known, out ReadOnlySpan<byte> with);
        name = new(known, false);
        value = new(with, false);
        return !IsBroken;
    }

    private bool TryReadLiteral(int prefix, out HeaderText name, out HeaderText value)
    {
        int number = ReadNumber(prefix);
        if (number == 0)
        {
            name = ReadText();
        }
        else
        {
            IsBroken |= !StaticTable.TryGet(number, out ReadOnlySpan<byte> known, out _);
            name = new(known, false);
        }

        value = ReadText();
        return !IsBroken;
    }

    private HeaderText ReadText()
    {
        bool isCoded = _rest.Length > 0 && (_rest[0] & 0x80) != 0;
        int length = ReadNumber(7);
        if (IsBroken || length > _rest.Length)
        {
            IsBroken = true;
            return default;
        }

        HeaderText text = new(_rest[..length], isCoded);
        _rest = _rest[length..];
        return text;
    }

    // In the last bits of a byte, and where they are all set in those that follow, seven each.
    private int ReadNumber(int prefix)
    {
        int most = (1 << prefix) - 1;
        int number = _rest.Length > 0 ? _rest[0] & most : 0;
        IsBroken |= _rest.Length == 0;
        int read = 1;
        if (number == most)
        {
            for (int shift = 0; ; shift += 7)
            {
                if (read >= _rest.Length || shift > 21)
                {
                    IsBroken = true;
                    break;
                }

                byte more = _rest[read++];
                number += (more & 0x7F) << shift;
                if ((more & 0x80) == 0)
                {
                    break;
                }
            }
        }

        _rest = _rest[Math.Min(read, _rest.Length)..];
        return number;
    }
}

/// <summary>A name or a value as it stands in a block.</summary>
/// <param name="bytes">Its bytes.</param>
/// <param name="isCoded">Whether they are a <see cref="HuffmanCode"/>.</param>
internal readonly ref struct HeaderText(ReadOnlySpan<byte> bytes, bool isCoded)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes that it may have at most.</summary>
    public int MaxLength => isCoded ? HuffmanCode.MaxLength(_bytes.Length) : _bytes.Length;

    /// <summary>The text.</summary>
    /// <param name="room">Where it may be put; at least <see cref="MaxLength"/> bytes.</param>
    /// <param name="text">The text; not there unless it could be decoded.</param>
    public bool TryRead(Span<byte> room, out ReadOnlySpan<byte> text)
    {
        int length = isCoded ? HuffmanCode.Decode(_bytes, room) : _bytes.Length;
        text = length < 0 ? default : isCoded ? room[..length] : _bytes;
        return length >= 0;
    }
}
