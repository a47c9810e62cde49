package dev.brickhouse.problem;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.util.Optional;
import java.util.stream.Stream;

/** What is among the causes of a failure. */
public final class Causes {

    private Causes() {}

    /** The failure and its causes, from the outermost. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    /** The outermost of a kind. */
    public static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
        return of(failure).filter(kind::isInstance).map(kind::cast).findFirst();
    }

    public static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return find(failure, kind).isPresent();
    }

    /** Whether a certificate was not accepted, rather than that one could not be read or shown. */
    public static boolean distrustsCertificate(Throwable failure) {
        return has(failure, CertPathBuilderException.class) || has(failure, CertPathValidatorException.class);
    }
}
