/* Empty on purpose: what is used of libxml2 is included by clibxml2.h. */
