import { describe, expect, test } from 'vitest';
import { seal, sign, unseal } from './crypto.ts';

const own = { token: 'mailtoken01', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', owner: 'dingmailapp0001' };

describe('the encryption of pushed events', () => {
  test("opens the platform's published vector", () => {
    const keys = {
      token: '123456',
      aesKey: '1234567890123456789012345678901234567890123',
      owner: 'dingsnotzck6pm5veliw',
    };
    const sealed = {
      signature: '9a95a004dd16f5c307e849b994173f76aa26e5eb',
      timestamp: '1614767836',
      nonce: 'A7Co0cJLMzIDtMMI',
      encrypt: 'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==',
    };
    expect(unseal(keys, sealed)).toEqual({ message: 'success' });
    expect(seal(keys, 'success', sealed.timestamp, sealed.nonce, 'dICkEDLj0eb6yAbc')).toEqual(sealed);
  });

  test.each([
    [
      '{"EventType":"check_url"}',
      '0123456789abcdef',
      'Q3stYC6hdFzMh9T8HCvyDLV8JeomtQuxZLosYEI28mjzSD5UpK2hp0QUc4H6M/N5Q0woCfqXETuWDzSfPBQPQA==',
      '10c235479d0cd175646e1d286003088f6ab74af7',
    ],
    [
      'success',
      'fedcba9876543210',
      'DpQeJfnf/MGZ/+GTIspwVNT+mvPbBXn+SicRAuhcyjXRMbSKvATKpsJkTBSMS8ArTyIVowm1NqI3wPWa6lpm3g==',
      '0d258fcfe8222f59939db02da21b73593bc552f0',
    ],
  ])('writes the bytes that other implementations write: %s', (message, random, encrypt, signature) => {
    expect(seal(own, message, '1700000000', 'n0nce123', random)).toMatchObject({ encrypt, signature });
  });

  test.each(['', '陈明', '😀'.repeat(40), 'x'.repeat(13), 'x'.repeat(12)])('gives %j back whole', (message) => {
    expect(unseal(own, seal(own, message, '1700000000000'))).toEqual({ message });
  });

  test('tells a wrong signature, another owner and plain text apart', () => {
    const sealed = seal(own, '你好', '1');
    expect(unseal(own, { ...sealed, signature: 'x' })).toEqual({ problem: 'wrong_signature' });
    expect(unseal({ ...own, owner: 'dingcorp01' }, sealed)).toEqual({ problem: 'wrong_owner' });
    const plain = { ...sealed, encrypt: 'success', signature: sign(own.token, '1', sealed.nonce, 'success') };
    expect(unseal(own, plain)).toEqual({ problem: 'not_encrypted' });
  });
});
