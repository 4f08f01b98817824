// The characters that HTML writes by a name or a number.

/** Those that editors write; any other character they write as it is. */
const named: ReadonlyMap<string, string> = new Map(
  `amp & lt < gt > quot " apos ' copy © reg ® trade ™ hellip … mdash — ndash – lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ”
  bdquo „ laquo « raquo » bull • middot · deg ° times × divide ÷ plusmn ± frac12 ½ frac14 ¼ frac34 ¾ euro € pound £ yen ¥ cent ¢
  sect § para ¶ dagger † rarr → larr ← iexcl ¡ iquest ¿ szlig ß auml ä ouml ö uuml ü Auml Ä Ouml Ö Uuml Ü eacute é egrave è ecirc ê
  euml ë aacute á agrave à acirc â atilde ã aring å aelig æ ccedil ç iacute í igrave ì icirc î iuml ï ntilde ñ oacute ó ograve ò
  ocirc ô otilde õ oslash ø oelig œ uacute ú ugrave ù ucirc û yacute ý yuml ÿ Eacute É Egrave È Ecirc Ê Aacute Á Agrave À Acirc Â
  Atilde Ã Aring Å AElig Æ Ccedil Ç Iacute Í Icirc Î Ntilde Ñ Oacute Ó Ocirc Ô Oslash Ø OElig Œ Uacute Ú Ucirc Û`
    .trim()
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, word, index) => {
      if (index % 2 === 0) pairs.push([word, '']);
      else (pairs.at(-1) as [string, string])[1] = word;
      return pairs;
    }, [])
    .concat([
      ['nbsp', '\u00a0'],
      ['shy', '\u00ad'],
      ['ensp', '\u2002'],
      ['emsp', '\u2003'],
      ['thinsp', '\u2009'],
      ['zwnj', '\u200c'],
    ]),
);

/** Of one character, or what looks like it. */
export const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,15}));/gi;

/** What has no name here stays as it is written. */
export const decodeEntities = (text: string): string =>
  text.replace(entity, (whole, decimal, hex, name) => {
    if (name !== undefined) return named.get(name) ?? whole;
    const point = decimal !== undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
      ? String.fromCodePoint(point)
      : whole;
  });
