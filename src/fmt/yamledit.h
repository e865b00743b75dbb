/*
 * Small changes of a YAML file, as edits of its bytes: comments, order,
 * quoting and indentation of everything else stay.
 *
 * All of them take the bytes that the tree was parsed from, and give false
 * where the change cannot be made in that way.
 */
#ifndef FMT_YAMLEDIT_H
#define FMT_YAMLEDIT_H

#include "fmt/yaml.h"

/* Every node of a document once, parents first; false from fn ends it. */
void yamledit_each(const struct yaml_node *root,
		   bool (*fn)(void *payload, const struct yaml_node *n),
		   void *payload);

/* The bytes of the file that [at, at+len) of a scalar's text are, blocks ("|")
 * included: with more than one line of a block the blanks before each, too. */
bool yamledit_span(struct str bytes, const struct yaml_node *n, size_t at,
		   size_t len, struct span *out);

/* The text [at, at+len) of a scalar, blocks ("|") included, becomes `text`. */
bool yamledit_text(struct arena *a, struct str bytes,
		   const struct yaml_node *n, size_t at, size_t len,
		   const char *text, struct span_edits *out);

/*
 * key: value as another pair of a mapping, first of all where it is written
 * in lines, last where it is in braces.  `value` is put in as it is.
 */
bool yamledit_pair(struct arena *a, struct str bytes,
		   const struct yaml_node *map, const char *key,
		   const char *value, struct span_edits *out);
/*
 * The same with a mapping of one pair as its value, behind the pair `after`
 * of the map: "with:" and "  cache: false" below "uses: …".
 */
bool yamledit_map(struct arena *a, struct str bytes,
		  const struct yaml_node *map, const char *after,
		  const char *name, const char *key, const char *value,
		  struct span_edits *out);
/*
 * "- name: value" with a mapping of one pair below it ("with:", "  key: 1")
 * as another item of a sequence, behind the item that is this mapping.
 */
bool yamledit_item(struct arena *a, struct str bytes,
		   const struct yaml_node *item, const char *name,
		   const char *value, const char *below, const char *key,
		   const char *of_key, struct span_edits *out);

#endif
