package io.muster.readiness.graviton;

/**
 * What a move to Graviton takes, in the words of AWS Compute Optimizer's migration effort.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/compute-optimizer/latest/ug/view-ec2-recommendations.html">Migration
 *     effort</a>
 */
public enum Effort {
    VERY_LOW("VeryLow"),
    LOW("Low"),
    MEDIUM("Medium"),
    HIGH("High");

    private final String label;

    Effort(String label) {
        this.label = label;
    }

    /** AWS's spelling. */
    public String label() {
        return label;
    }

    Effort orMore(Effort other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
