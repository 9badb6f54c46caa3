namespace SipTrace.Wire.WebSocket;

/// <summary>What a WebSocket frame is: the four opcode bits (RFC 6455 §5.2).</summary>
public enum WebSocketOpcode : byte
{
    /// <summary>The next part of a message that was begun before.</summary>
    Continuation = 0,

    /// <summary>A message in UTF-8, or its first part.</summary>
    Text = 1,

    /// <summary>A binary message, or its first part.</summary>
    Binary = 2,

    /// <summary>Close: an optional status code and reason.</summary>
    Close = 8,

    /// <summary>Ping.</summary>
    Ping = 9,

    /// <summary>Pong.</summary>
    Pong = 10,
}
