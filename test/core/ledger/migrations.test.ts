import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { migration0010 } from '#core/ledger/migrations/0010-ground.ts';
import { latestVersion, migrations } from '#core/ledger/migrations/index.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('migrations', () => {
  it('rise, and those that shipped are frozen', () => {
    expect(latestVersion(migrations)).toBe(migrations.at(-1)?.version);
    expect(migrations.map(({ version, name, sql }) => [version, name, sha256(sql)])).toEqual([
      [10, 'ground', 'ef9bea54eacedaab73b1035757bae099e023dc99670a174415ce14fc243b93e8'],
      [30, 'conflicts', '8826e4cab4457bc2924916b573b9c4b2dd38ff123131f5a24f9df07c92086ab1'],
      [40, 'policies', '6d31d4d4ea3530a4e65e0081c054e392884dc189947647d440eb54162f3c1d32'],
      [50, 'changes', '0712c92dbd15d1cbb24c7afd1f5e80564dbb60f010d582fa4e757dd8ebc63d2f'],
      [55, 'change-recipes', '69af53b653b062ca052c97942b139db3948b5b9801fe0d0577a9286b939e0bc0'],
      [60, 'proof', '0805c08821c5e63b5007f2b93b6c8bd13c0a13bd3e699970efe3242db1ed45b6'],
      [70, 'history-texts', '8631a2c34b2a9caa7295221f6e218d2a7ea3893f8fa35ccbe4ec3f40f0e67f30'],
      [80, 'query', '720752334c0bcd99bb89756e20bf56183d533987d1db84b7b40925232b0ecdbf'],
      [90, 'edits', '316a693e27ee4f1f4d7f508d9552407414d8b22ea2c27b8e745041f87773796c'],
      [100, 'versions', '2c7e2d47542619d243dc23abfcd3d223c88bda853b06160a0df563acff013268'],
      [110, 'accounts', '83626d4bc78954bd6afc1039f95fa2df882e80587d3c58b87671397cae136864'],
      [150, 'preservation', 'e44a5cd8f00665385e842a749f4ad35e18205bdc2e213fbbc08269807ef3ddac'],
      [155, 'columns', '78d62f1234672b84f9025764e006154d14f916ae0e25c11127bd3ad9db708129'],
      [160, 'review', '65db529bf67fe796d7fff4de64395660a65311bf0b1b3ced24efd1f91efb80ce'],
      [170, 'removal', 'c3aea42a2271adc676df4a0ae85385b4c27a9ef86782cd2d22ebd02ffbe83fd5'],
      [180, 'hub', '34f4b595e0bd2b624ffbb5880db715e2f9bf9479a5d9f68aa099d6c4e3e9a007'],
      [185, 'hub-practice', '2b897a21c530dc53bcc90065f33c59f97971e7d97d90a76208f3657b9a01a711'],
      [190, 'landing', 'c93a9ba0d96f23bce196bbaa3f6b6663f802925571398682b1c7f2dd31862570'],
      [200, 'readings', '8c28201a4612511b21003ab6c85babd20bb2395f7900feaba8b9fffb099f1237'],
      [215, 'version-places', 'f3461406ee50f221a2a5fb6fa742b0c480311931a908543b67dd28bfbd24b141'],
      [220, 'use', '345d79fe52abc30409c2158c8965dbc63f524cad34c05da6978673ef24e61dba'],
      [225, 'document-keys', 'd92a53e853f6acdca9c12ed5a90112f15de0ca2f2e3cff76e5fccf46e7a1f1ff'],
      [230, 'hub-terms', '5cf5510b5e6de8af39b1a8b94c27b371f083f50c3cae0fdf708e54c10ee5f6ea'],
      [250, 'resend', 'd6bfb172755c81b7af0461adae3c355dbc36eee506216bc719198fb4f5e4c751'],
      [270, 'hub-runs', 'b4aa087d8f46bdfade2a5e7763dbcbfd9389a4be24f8bb97f050ffaee5857bce'],
      [280, 'columns-kernel', '4c995a69abb4c88ec42184bd7f90e5c832b1eb0ecb6cf9c1817677b509a0577e'],
      [285, 'search-merging', '2c50ccf7456be7bce52cadf2f89845e4e265ea9e284582369c00576abdb9c7a8'],
      [290, 'kernels', '057b0b96122e2621ad7793b5db8297d7d8a677abd3bbe9a8b0059a84dfb0e352'],
      [300, 'edit-cost', '335665184a71f0ea746ce0b500675543d0cda253a9d86454f2c9f488f828db86'],
      [310, 'metadata-notes', '5769bfe0181ad36fba8b1129d4c70f826aaee00c26df673bd1dcab0969a3f94c'],
      [320, 'search-unread', '387dcb5e65a682760d6b1ea18889f3d20302c4b8e43bc5d0d0e489b8bb6d918b'],
      [330, 'member-places', '69d772e9ac051a28c96b92287fcd42c88ccc9dcf7d6e3fcb11c00d4baae587bd'],
      [340, 'changed-hashes', '6248323aa6eed7aac50e1d79be45e37c26a8fa9fe1c9735d943eaf511d0f3e5d'],
      [350, 'finding-codes', 'e0b701070f87a560765b02e28e2e3a5d53e4b13ba0f46929b28c14c7ba5f85b1'],
      [360, 'packed-texts', '423f0c199ff147044dce07108e3044cbefaa78cd396d7d0b7b886206e02031bd'],
      [375, 'sheet-effects', 'd5e7e99aa1b9eb0ae899233e2db0d7f6061cccd9fee9e834c3c5eff1aec7ad05'],
    ]);
  });

  it('are refused when they are out of order', () => {
    expect(() => latestVersion([{ version: 20, name: 'b', sql: '' }, migration0010])).toThrow(
      /ground \(10\) comes after 20/,
    );
  });
});
