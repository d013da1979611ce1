package dev.headroom.golang.layout;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An integer constant of any size, and the predeclared type it has; none for an untyped one.
 *
 * @see <a href="https://go.dev/ref/spec#Constants">Go: constants</a>
 */
record ConstantNumber(BigInteger number, String type) {
    static final String NO_TYPE = "";

    /** The compiler, too, gives up on larger numbers. */
    private static final int MAX_BITS = 512;

    private static final Map<String, Integer> UNSIGNED_BITS =
            Map.of("byte", 8, "uint8", 8, "uint16", 16, "uint32", 32, "uint", 64, "uint64", 64, "uintptr", 64);

    static ConstantNumber untyped(BigInteger number) {
        return new ConstantNumber(number, NO_TYPE);
    }

    boolean tooLarge() {
        return number.bitLength() > MAX_BITS;
    }

    static Optional<ConstantNumber> integerLiteral(String text) {
        String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        boolean prefixed = digits.length() > 2 && digits.charAt(0) == '0' && Character.isLetter(digits.charAt(1));
        int radix = !prefixed
                ? (digits.length() > 1 && digits.charAt(0) == '0' ? 8 : 10)
                : switch (digits.charAt(1)) {
                    case 'x' -> 16;
                    case 'b' -> 2;
                    default -> 8;
                };
        try {
            return Optional.of(untyped(new BigInteger(prefixed ? digits.substring(2) : digits, radix)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Of escaped characters only the commonest are read. */
    static Optional<ConstantNumber> runeLiteral(String text) {
        String inner = text.substring(1, Math.max(1, text.length() - 1));
        return inner.startsWith("\\") || inner.codePointCount(0, inner.length()) != 1
                ? Optional.empty()
                : Optional.of(new ConstantNumber(BigInteger.valueOf(inner.codePointAt(0)), "rune"));
    }

    static Optional<ConstantNumber> floatLiteral(String text) {
        try {
            BigDecimal number = new BigDecimal(text.replace("_", ""));
            return Math.abs((long) number.scale()) > MAX_BITS
                    ? Optional.empty()
                    : Optional.of(new ConstantNumber(number.toBigIntegerExact(), "float64"));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What a unary operator makes of it; empty for one that makes no integer. */
    Optional<ConstantNumber> unary(String operator) {
        return switch (operator) {
            case "+" -> Optional.of(this);
            case "-" -> Optional.of(new ConstantNumber(number.negate(), type));
            case "^" -> Optional.of(new ConstantNumber(complement(), type));
            default -> Optional.empty();
        };
    }

    private BigInteger complement() {
        Integer bits = UNSIGNED_BITS.get(type);
        return bits == null
                ? number.not()
                : BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).subtract(number);
    }

    /** What a binary operator makes of both; empty where that is no integer. */
    Optional<ConstantNumber> binary(String operator, ConstantNumber right) {
        BigInteger a = number;
        BigInteger b = right.number;
        boolean shift = operator.equals("<<") || operator.equals(">>");
        String common = type.isEmpty() && !shift ? right.type : type;
        boolean zeroDivisor = b.signum() == 0 && (operator.equals("/") || operator.equals("%"));
        boolean fraction = operator.equals("/") && common.startsWith("float");
        boolean tooFar = shift && (b.signum() < 0 || b.bitLength() > 9);
        if (zeroDivisor || fraction || tooFar) {
            return Optional.empty();
        }
        Optional<BigInteger> result = Optional.ofNullable(
                switch (operator) {
                    case "+" -> a.add(b);
                    case "-" -> a.subtract(b);
                    case "*" -> a.multiply(b);
                    case "/" -> a.divide(b);
                    case "%" -> a.remainder(b);
                    case "<<" -> a.shiftLeft(b.intValue());
                    case ">>" -> a.shiftRight(b.intValue());
                    case "&" -> a.and(b);
                    case "|" -> a.or(b);
                    case "^" -> a.xor(b);
                    case "&^" -> a.andNot(b);
                    default -> null;
                });
        return result.map(value -> new ConstantNumber(value, common));
    }
}
