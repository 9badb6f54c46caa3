namespace SipTrace.Screens;

/// <summary>How much of an SDP body stands on its arrow.</summary>
internal enum SdpStyle
{
    /// <summary>That there is one.</summary>
    Word,

    /// <summary>Its addresses and codecs.</summary>
    Media,

    /// <summary>Nothing.</summary>
    None,
}
