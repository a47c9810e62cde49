package dev.brickhouse.problem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says what the operating system said of a file, without the names of Java's classes. */
public final class FileFailures {

    private FileFailures() {}

    /** The cause for the parentheses at the end of a message: some words and, if it is known, the file. */
    public static String words(IOException e) {
        if (e instanceof FileSystemException ofFile && ofFile.getReason() == null) {
            return ofFile.getFile() + ": " + kind(ofFile);
        }
        return e.getMessage() == null
                ? e.toString()
                : e.getMessage().lines().findFirst().orElse(e.toString());
    }

    private static String kind(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "the file exists";
        }
        return e instanceof NotDirectoryException ? "not a directory" : "the system gave no reason";
    }
}
