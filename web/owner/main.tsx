// Placeholder for the build until the face is here.
import '#kit/kit.css';
