package io.broadcasthub.transport.ws;

/** Text from which the mask is taken off: most is ASCII, which that shows, and is not gone through again as UTF-8. */
final class MaskedText {
    private MaskedText() {}

    /**
     * Unmasks in place, all of it in any case.
     *
     * @param utf8 the state of {@link Utf8#check} before
     * @param position of the first byte within the frame's payload
     * @return the state after it
     */
    static int unmask(int utf8, byte[] bytes, int offset, int length, int mask, int position) {
        boolean ascii = Mask.apply(bytes, offset, length, mask, position);
        return ascii && utf8 == Utf8.START ? utf8 : Utf8.check(utf8, bytes, offset, length);
    }
}
